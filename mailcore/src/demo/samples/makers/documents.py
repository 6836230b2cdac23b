"""Writes the documents of the samples: PDF, ODS, DOCX. Nothing but Python is needed.

    python3 documents.py        # writes ../files/*.pdf, comptes.ods, compte-rendu.docx

They have no dates, for those of the letters are told from today. The same source gives the same octets.
"""

import pathlib
import zipfile
import zlib
from xml.sax.saxutils import escape

FILES = pathlib.Path(__file__).resolve().parent.parent / "files"

# Of the PDF (ISO 32000-1): points, from the lower left corner of an A4 page.
WIDTH, HEIGHT, MARGIN = 595, 842, 64


class Page:
    """One page in Helvetica. `y` goes down as lines are written."""

    def __init__(self):
        self.y, self.marks = HEIGHT - MARGIN, []

    def write(self, words, size=11, font="F1", x=MARGIN, gray=0.15, right=False):
        encoded = words.encode("cp1252")
        for special in (b"\\", b"(", b")"):
            encoded = encoded.replace(special, b"\\" + special)
        if right:
            # Digits of Helvetica are 0.556 of its size wide; good enough for sums.
            x -= len(words) * size * 0.53
        self.marks.append(b"BT /%s %g Tf %g g %g %g Td (%s) Tj ET" % (font.encode(), size, gray, x, self.y, encoded))

    def line(self, words="", size=11, font="F1", gray=0.15):
        if words:
            self.write(words, size, font, gray=gray)
        self.y -= size * 1.6

    def rule(self, red=0.49, green=0.25, blue=0.13, height=1.2):
        self.marks.append(b"%g %g %g rg %g %g %g %g re f" % (red, green, blue, MARGIN, self.y + 4, WIDTH - 2 * MARGIN, height))
        self.y -= 16

    def row(self, left, right, font="F1"):
        self.write(left, 11, font)
        self.write(right, 11, font, x=WIDTH - MARGIN, right=True)
        self.y -= 20


def pdf(name, title, page):
    """The smallest file that is a whole PDF."""
    stream = zlib.compress(b"\n".join(page.marks), 9)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    info = b"\xfe\xff" + title.encode("utf-16-be")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R /F3 7 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        font % b"Helvetica", font % b"Helvetica-Bold", font % b"Helvetica-Oblique",
        b"<< /Title <%s> >>" % info.hex().encode(),
    ]
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        count, table, count, len(out))
    (FILES / f"{name}.pdf").write_bytes(out)


def letterhead(sender, place, title):
    page = Page()
    page.line(sender, 18, "F2")
    page.line(place, 10, gray=0.45)
    page.rule()
    page.y -= 20
    page.line(title, 15, "F2")
    page.y -= 8
    return page


def bill(name, sender, place, title, to, rows, totals, words):
    page = letterhead(sender, place, title)
    for text in to:
        page.line(text)
    page.y -= 14
    for left, right in rows:
        page.row(left, right)
    page.rule(0.7, 0.7, 0.7, 0.8)
    for left, right in totals:
        page.row(left, right, "F2")
    page.y -= 20
    for text in words:
        page.line(text, 10, "F3", 0.35)
    pdf(name, title, page)


def sheets(name, sheet, rows):
    """A table as ODS (OpenDocument 1.2). Numbers are numbers."""
    cells = ""
    for row in rows:
        cells += "<table:table-row>"
        for value in row:
            if isinstance(value, float):
                shown = f"{value:.2f}".replace(".", ",")
                cells += f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
            elif value:
                cells += f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
            else:
                cells += "<table:table-cell/>"
        cells += "</table:table-row>"
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{urn}:office:1.0" '
        f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet)}">{cells}</table:table></office:spreadsheet></office:body></office:document-content>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{urn}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    pack(name, [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)])


def document(name, paragraphs):
    """Paragraphs as DOCX (ECMA-376); one that begins with `# ` is a heading."""
    body = ""
    for text in paragraphs:
        style = "<w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr>" if text.startswith("# ") else ""
        words = escape(text.removeprefix("# "))
        body += f'<w:p><w:r>{style}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    pack(name, [
        ("[Content_Types].xml",
         f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'),
        ("_rels/.rels",
         f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
         'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", f'{head}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'),
    ])


def pack(name, entries):
    with zipfile.ZipFile(FILES / name, "w") as archive:
        for path, text in entries:
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            # The type of an OpenDocument is found at its beginning, so it comes first and as it is.
            entry.compress_type = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


def main():
    bill("devis", "Yann Kermarec, tailleur de pierre", "Chemin du Four, Ormeval – 06 39 98 11 47", "Devis : toiture du lavoir",
         ["Les Amis du Lavoir d’Ormeval", "à l’attention de Mme Montfleury, trésorière"],
         [("Dépose du versant nord", "640,00 €"), ("Liteaux de châtaignier, 46 m", "552,00 €"),
          ("Tuiles de récupération (prix de l’amitié)", "380,00 €"), ("Tuiles neuves, 220", "418,00 €"),
          ("Faîtage à la chaux", "510,00 €"), ("Main-d’œuvre, six jours", "980,00 €"), ("Café", "offert")],
         [("Total TTC", "3 480,00 €")], ["Devis valable trois mois, ou jusqu’aux premières gelées.", "Critère de réception : il ne pleut plus dedans."])
    bill("facture", "Cartonnerie Lacaille", "Zone de la Plaine, Ambre-sur-Lys – 02 61 91 62 00", "Facture n° 2417",
         ["Papeterie Carrelet", "12, quai des Tanneurs, Ormeval"],
         [("Cartons B2, 300", "234,00 €"), ("Cartons B3, 120", "126,00 €"), ("Intercalaires, 500", "45,60 €")],
         [("Total HT", "405,60 €"), ("TVA 20 %", "81,12 €"), ("Total TTC", "486,72 €")], ["Payable à trente jours. Merci de votre confiance."])
    bill("commande", "Hôtel Bellerive", "3, promenade du Lac – 02 61 91 18 47", "Bon de commande n° 88",
         ["Papeterie Carrelet", "à l’attention de Mme Montfleury"],
         [("Papier à lettres vergé crème, 120 g, gaufré", "1 000 feuilles"), ("Enveloppes doublées bleu lac", "400"), ("Cartes de menu, 300 g satiné", "200")],
         [("À livrer", "avant la saison")], ["Le papier des menus doit supporter la sauce."])
    bill("notification", "Ville d’Ormeval", "Service culture et patrimoine – 02 61 91 00 30", "Notification de subvention",
         ["Association « Les Amis du Lavoir d’Ormeval »", "", "Le conseil municipal a décidé d’accorder la subvention suivante :"],
         [("Réfection de la toiture du lavoir communal (1847)", "900,00 €")], [("Total", "900,00 €")],
         ["Vote à l’unanimité, moins une abstention.", "La présente notification vaut engagement de la commune."])
    bill("attestation", "Assurances Prudhomme", "8, place du Marché, Ormeval – 02 61 91 33 33", "Attestation d’assurance",
         ["Association « Les Amis du Lavoir d’Ormeval »", "est garantie au titre de sa responsabilité civile :"],
         [("Manifestations publiques", "oui"), ("Buvette", "oui"), ("Courses de canards en plastique", "oui"), ("Courses de canards", "non (article 7)")],
         [("Contrat n°", "77 412")], ["Attestation délivrée pour servir et valoir ce que de droit."])
    bill("billet", "Rails du Val", "Billet à présenter au contrôle", "Ormeval – Port-Lanvéac",
         ["Mme Élise Montfleury", "Référence LVRT26"],
         [("Départ d’Ormeval", "17 h 42"), ("Arrivée à Port-Lanvéac", "20 h 05"), ("Voiture 3, place 61", "côté mer")],
         [("Prix", "28,40 €")], ["Les chats voyagent gratuitement s’ils le demandent poliment."])
    sheets("comptes.ods", "Exercice", [
        ("Poste", "Recettes", "Dépenses"), ("Fête de l’eau", 812.30, 438.75), ("Cotisations", 484.0, ""), ("Subvention", 1500.0, ""),
        ("Dons du samedi", 322.10, ""), ("Assurance", "", 684.20), ("Peinture et brosses", "", 96.40), ("Site", "", 38.0),
        ("Tuiles", "", 1473.85), ("Total", 3118.40, 2731.20), ("Excédent", 387.20, "")])
    document("compte-rendu.docx", [
        "# Compte rendu de la réunion de bureau", "Présents : Odette Quillard, Élise Montfleury, Fatou Lambert-Ndoye, Yann Kermarec, Bertrand Lachaume (secrétaire).",
        "Excusés : Simone Péricard (tartes), Théodore Wang (escabeau).",
        "1. Le compte rendu précédent est approuvé à l’unanimité, après correction d’une virgule.",
        "2. Le toit goutte. Yann propose de monter voir. Adopté, avec une échelle.",
        "3. La trésorière expose les comptes. Le bureau la remercie, puis lui demande de recommencer plus lentement.",
        "4. Pour faire le tour du lavoir, un sentier de copeaux est retenu, de préférence au gravier, qui entre dans les sabots.",
        "5. Questions diverses : le cadenas. Aucune des trois clés n’ouvre. La question est reportée.",
        "La séance est levée à 20 h 10, faute de café."])


main()
