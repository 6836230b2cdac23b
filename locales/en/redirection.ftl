### Redirection, and what it shares with the absence message.

redirection-title = Redirection
redirection-about = Your messages are sent on to other addresses as soon as they arrive.
redirection-do = Redirect
redirection-on = On
redirection-keep = Keep a copy here
redirection-keeps = Messages stay in the inbox
redirection-keep-hint = Without a copy, redirected messages no longer show up in this webmail.
redirection-targets = Addresses
redirection-none = No address yet. Add the one that your messages are to go to.
redirection-is-outside = External
redirection-is-inside = Internal
redirection-is-on = Active
redirection-remove = Remove { $name }
redirection-another = New address
redirection-add = Add
redirection-most = { $count ->
    [one] One address at most.
   *[other] { $count } addresses at most.
}
redirection-forbidden = Your administrator does not let rules send your messages on to other addresses.
redirection-no-more = Your administrator allows no further address. These stay until you remove them.
redirection-domains = Allowed domains: { $name }.
redirection-no-copy = No copy is kept here: if one of the addresses stops working, messages are lost.
redirection-outside = At least one address is outside your organization. Changes of the redirection are written into the administrator’s log.
redirection-no-target = Add the address that your messages are to go to.
redirection-kept = Redirection saved. A copy of each message stays here.
redirection-kept-without-copy = Redirection saved. Messages do not stay here.
redirection-kept-off = Redirection saved. It is not active.
redirection-notice = { $count ->
    [0] Your messages are redirected to { $address }.
    [one] Your messages are redirected to { $address } and one other address.
   *[other] Your messages are redirected to { $address } and { $count } other addresses.
}
redirection-notice-no-copy = No copy stays here.
rules-manage = Manage
rules-not-offered = This page needs a server for rules (ManageSieve), and your administrator has configured none. Ask your administrator about your absence or a redirection.
rules-credentials = The server for rules does not take your password. Nothing was changed. Tell your administrator.
rules-certificate = The identity of the server for rules is not confirmed: your password was not sent, and nothing was changed. Tell your administrator.
rules-away = The server for rules does not answer. Nothing was changed, and your rules go on as before. Try again in a moment.
rules-quota = The server has no more room for your rules. Nothing was changed; shorten what you typed, or delete an old script under Filters, Other scripts, then save again.
rules-refused = The server refused these rules. Those from before stay active, and what you typed is kept below. It says: { $reason }
rules-unreadable = The script “{ $name }” cannot be read (line { $line }). Nothing was changed. Correct it with the program that wrote it, or tell your administrator.
rules-bound = This rule stands in the script “{ $name }”, which is not active, and depends on the rest of it. Nothing was changed, and what you typed is kept below. Activate the script under Filters, Other scripts, or delete the rule there, then save again.
rules-changed = These settings were changed elsewhere while this page was open. Nothing was saved, and what you typed is kept below: save again to put it in place of the other.
rules-unsure = The rule server did not confirm that it saved this. It may have been saved: look at the list of your rules before you try again. What you typed on this page is kept.
rules-no-address = “{ $address }” is no address. Write it in full, for example claire@example.org.
rules-own-address = This is the address of this account: messages would go round in circles. Choose another one.
rules-no-redirect = Your administrator does not let rules send your messages on to other addresses. Nothing was changed.
rules-only-domains = Your administrator lets messages be sent on to addresses of these domains alone: { $domains }. Nothing was changed; choose another address.
rules-loop = A target address is yours as well. If its mail comes back here, messages would go round in circles: check it before you rely on it.
rules-too-many = { $count ->
    [one] Your server allows one address at most. Remove the others.
   *[other] Your server allows { $count } addresses at most. Remove some.
}
rules-password-needed = This address is outside your organization. Type your password to confirm that it is you, then save.
rules-password-hint = Asked before messages are sent to a new external address.
