### Which folder is for what.

roles-title = Special folders
roles-about = Choose where your drafts, your sent messages and those you archive, report or delete go. Where you choose nothing, the server decides.
roles-usual = As the server says
roles-server = As the server says: { $name }
roles-made = As the server says: “{ $name }”, created when needed
roles-kept = Special folders saved.
roles-twice = A folder can only have one role. Choose different folders.
roles-gone = One of the folders you chose no longer exists, or cannot have this role. Nothing has changed; choose another one.
roles-lost = The folder “{ $chosen }”, chosen for “{ $role }”, no longer exists: the server’s takes its place.
folders-delete-role = You had chosen this folder for a role: the server will use another one.
