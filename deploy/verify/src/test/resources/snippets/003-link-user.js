const linkUserOnLogin = async (ossUserId, email) => {
  const browserUuid = localStorage.getItem('browser_uuid');
  if (!browserUuid) return;
  
  await fetch('/api/v1/oss-chat/link-user', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      browser_uuid: browserUuid,
      oss_user_id: ossUserId,
      email: email
    })
  });
};
