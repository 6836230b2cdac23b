### Read receipts (MDN).

receipt-label = Read receipt
receipt-asked = The sender asks for a read receipt.
receipt-asked-elsewhere = The sender asks for a read receipt, which would go to { $address }.
receipt-automatic = The sender asks for a read receipt. Your preferences say to send it.
receipt-send = Send
receipt-ignore = Ignore
receipt-always = Always for { $name }
receipt-sent = Read receipt sent to { $address }.
receipt-ignored = No read receipt is sent for this message.
receipt-nothing = Nothing was sent: this message waits for no read receipt, or it had its answer already.
receipt-unknown = The submission server did not say whether it took the read receipt. It will not be sent again.
receipt-no-address = The read receipt was not sent. Your login is not an address: sign in again with your whole address.
receipt-credentials = The read receipt was not sent. The submission server refuses your password; sign in again, then try once more.
receipt-refused = The read receipt was not sent. The submission server refuses it; you can ignore the request, or try again later.
receipt-unreachable = The read receipt was not sent. The submission server cannot be reached; try again in a moment.
receipt-subject = Receipt (read): { $subject }
receipt-text = This is a receipt for the message that you sent.

    To: { $to }
    Subject: { $subject }
    Date: { $date }

    The message was displayed at the recipient’s. There is no guarantee that it was read or understood.
