// Tells the server that scripts run here: an open message can become read later.
document.cookie = "scripts=yes; path=/; SameSite=Strict";
