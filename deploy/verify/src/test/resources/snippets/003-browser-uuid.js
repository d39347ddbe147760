// Generate and store browser UUID for anonymous users
if (!localStorage.getItem('browser_uuid')) {
  localStorage.setItem('browser_uuid', crypto.randomUUID());
}
