// Tells the server that scripts run here: an open message can become read later.
const secure = location.protocol === "https:";
document.cookie = `${secure ? "__Host-" : ""}scripts=yes; path=/; SameSite=Strict${secure ? "; Secure" : ""}`;
