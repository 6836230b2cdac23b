### Wat de grenzen van een pagina overschrijdt.

message-header-cut = De berichtkop is erg lang: een deel ervan wordt niet getoond.
