const startChat = async (topic, userData = {}) => {
  const payload = {
    topic,
    priority: 'normal',
    user_agent: navigator.userAgent
  };
  
  if (userData.isLoggedIn) {
    payload.oss_user_id = userData.ossUserId;
    payload.email = userData.email;
  } else {
    payload.browser_uuid = localStorage.getItem('browser_uuid');
  }
  
  const response = await fetch('/api/v1/oss-chat/start', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payload)
  });
  
  return response.json();
};
