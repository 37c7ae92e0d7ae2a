"""Swedish words that steer the rules for names: heads of organisations' names, what is never a name, and roles.

Each list is used by one rule, named beside it; what is general knowledge (places, organisations, names of people)
is in ``pipeline/data``.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, blanks between them."""
    return frozenset(text.split())


HEADS_BEFORE_PLACE = word_set(
    """
    länsstyrelsen länsstyrelse landstinget landsting region regionen kommunförbundet regionförbundet
    länsbygderådet hembygdsförbundet högskolan universitetet partnerskap partnerskapet stadsmissionen coompanion
    länsmuseet räddningstjänsten polismyndigheten länspolisen hushållningssällskapet länsarbetsnämnden
    samverkansorganet tingsrätten hovrätten förvaltningsrätten kammarrätten handelskammaren idrottsförbundet
    """
)
"""``Region Halland``, ``Länsstyrelsen i Örebro län``: the head, then a place with or without ``i``."""

ENGLISH_HEADS = word_set(
    """
    center centre institute foundation association council agency authority committee union network federation
    society bank ministry department board commission college school company church museum fund group university
    forum
    """
)
"""Heads whose ``s`` makes a plural, no genitive."""

PLURAL_HEADS = word_set(
    """
    länsstyrelserna landstingen regionerna länsbygderåden kommunförbunden universiteten
    """
)
"""``Länsstyrelserna i Dalarnas och Gävleborgs län``: several in one name."""

NO_HEADS = word_set("kulturhus kulturhuset konsthall konsthallen socialtjänst socialtjänsten polisområdet")
"""Heads in the data that name a house, or what a municipality does, rather than an organisation."""

HEADS_BEFORE_NAME = word_set(
    """
    föreningen förening stiftelsen stiftelse nätverket nätverk studieförbundet kooperativet arbetskooperativet
    partnerskap partnerskapet riksförbundet förbundet institutet centrum museet bolaget hotell restaurang
    sällskapet organisationen riksorganisationen intresseföreningen kulturföreningen kvinnoföreningen
    idrottsföreningen ungdomsförbundet institutionen myndigheten delegationen nämnden rådet byrån fackförbundet
    kooperativa byalaget bygdegårdsföreningen samfundet församlingen kyrkan moskén konsultföretaget företaget
    tankesmedjan akademin fonden bildningsförbundet utvecklingspartnerskapet svenska
    """
)
"""``Föreningen Solstrålen``: the head, then a capitalised name."""

HEADS_AFTER_NAME = word_set(
    """
    stad kommuns stads landstings byggnadsförening distrikt
    krets kretsen centrum center centre institute forum råd rådet rådhus byråd stift bank energi bostäder
    fastigheter ministry department board commission college school company church fund group union federation
    society hb kb btk sk ifk fk
    """
)
"""``Mora hembygdsförening``: a name, then the head."""

COMPOUND_ENDINGS = (
    "verket", "styrelsen", "inspektionen", "nämnden", "departementet", "kansliet", "myndigheten", "föreningen",
    "förbundet", "missionen", "kyrkan", "partiet", "rådet", "fonden", "banken", "högskolan", "universitetet",
    "institutet", "kooperativet", "värnet", "delegationen", "sällskapet", "samfundet", "domstolen",
    "hovrätten", "ombudsmannen", "akademin", "akademien", "museet", "förvaltningen", "enheten", "bolaget",
    "stiftelsen", "kansli", "revisionen", "kassan", "unionen", "kommissionen", "parlamentet",
    "tidningen", "församlingen", "förmedlingen", "landstinget", "kommittén", "koncernen", "rörelsen",
    "alliansen", "organisationen", "nätverket", "hushållningssällskapet", "ledningskontoret",
)  # fmt: skip
"""``Havsverket``: one capitalised definite compound inside a sentence."""

NAMED_ENDINGS = (
    "bolaget", "förbundet", "föreningen", "kooperativet", "klubben", "rådet", "nätverket", "församlingen",
    "kretsen", "gillet", "sällskapet", "stiftelsen", "byrån", "kompaniet", "akademin", "centret", "alliansen",
    "kåren", "hjälpen", "gruppen", "forum", "centrum", "teatern", "skolan", "caféet", "huset", "förlaget",
    "samfundet", "samverkan", "rörelsen", "kollektivet",
)  # fmt: skip
"""``Promenadklubben Vårvind``: a compound that a capitalised name may follow, both being the name."""

TOPIC_ENDINGS = (
    "myndigheten", "delegationen", "rådet", "föreningen", "institutionen", "enheten", "avdelningen", "nämnden",
    "stiftelsen", "byrån", "kommittén", "inspektionen", "förbundet", "nätverket",
)  # fmt: skip
"""``Delegationen för migrationsstudier``: what is followed by ``för`` and a topic as part of the name."""

PLAIN_HEADS = (
    "råd", "rådet", "förening", "föreningen", "byrå", "organisation", "center", "bank", "nätverk", "museum",
    "kyrkan", "krets", "distrikt", "forum", "grupp", "energi", "teater", "akademi", "församling", "förbund",
    "stiftelse", "institut", "tidning", "förvaltning", "förvaltningen", "nämnd", "nämnden", "bolag", "bolaget",
    "domstol", "huset", "klubb", "vänner", "polisen",
)  # fmt: skip
"""Heads that in lower case after a lone genitive are just what somebody has: ``Karins förening``."""

COMPANY_KEPT = word_set("sällskap grupp lag vänner kår")
"""After a person's whole name and in lower case, who that person is with: ``fick Eva Ek sällskap``."""

UNITS = (
    "enheten", "förvaltningen", "avdelningen", "nämnden", "styrelsen", "utskottet", "kontoret", "sektionen",
    "institutionen",
)  # fmt: skip
"""Parts of an organisation, a little less certain to be annotated as one."""

GENERIC = word_set(
    """
    regelverket terroristorganisationen statsrådet regionrådet kommunalrådet landstingsrådet borgarrådet
    föreningen förbundet myndigheten kommunen landstinget regionen staten regeringen riksdagen styrgruppen
    organisationen företaget bolaget stiftelsen nätverket partnerskapet överenskommelsen projektet styrelsen
    kansliet kommissionen nämnden enheten förvaltningen avdelningen utredningen kommittén delegationen rådet
    partiet kyrkan skolan banken fonden ministern statsministern konferensen integrationen arbetsgruppen
    ledningen biståndsorganisationen medlemsorganisationen moderorganisationen huvudorganisationen
    paraplyorganisationen värdorganisationen projektorganisationen marknaden rörelsen folkrörelsen
    idrottsrörelsen fackföreningsrörelsen bostadsrättsföreningen ungdomsrörelsen arbetsmarknaden projektenheten
    undersökningen kommunstyrelsen kommunfullmäktige socialnämnden bistånd organisationsbanken kunskapsbanken
    befolkningen invandringen utvandringen ökningen rörligheten europeiska världen föreningslivet näringslivet
    välfärden dialogen samverkan inledningen sammanfattningen bakgrunden målgruppen programmet kärnan
    klimatomställningen
    """
)
"""Definite nouns that are no name even with a capital at the start of a sentence."""

PARTNER_HEADINGS = (
    "samarbetspart", "samverkanspart", "partner", "medfinansiär", "finansiär", "arrangör",
    "medlemsorganisation", "projektägare", "deltagande organisation", "medverkande organisation",
    "deltagande förening", "huvudman", "remissinstans",
)  # fmt: skip
"""Headings and field names whose items are organisations."""

ROLES = word_set(
    """
    moderator moderatorer vaktmästare ordf vice dr mr ms mrs herr fru vd medverkande inspiratör inspiratörer
    presentatör samtalsledare riddare kommendör kung kungen drottning drottningen prins prinsessan
    kronprinsessan kontaktperson chairman director chair secretary
    """
)
"""Words beside a person's name that say what the person is."""

ROLE_ENDINGS = (
    "ordförande", "sekreterare", "minister", "ledare", "chef", "direktör", "samordnare", "handläggare",
    "konsult", "strateg", "råd", "ledamot", "talare", "lärare", "utredare", "koordinator", "rådgivare",
    "expert", "professor", "forskare", "ministern", "chefen", "ordföranden", "direktören", "ledaren",
    "sekreteraren", "författare", "konstnär", "journalist", "ansvarig", "ansvarige", "hövding", "hövdingen",
    "presidenten", "president", "ambassadör", "ambassadören", "kommissionären", "kommissionär", "talesperson",
)  # fmt: skip

PARTICLES = word_set(
    """
    von af de van der den al el bin ibn di da del la le du ben abu ter zu
    """
)
"""Small words inside a person's name."""

NAME_ADJECTIVES = word_set(
    """
    nya gamla svenska europeiska nordiska internationella nationella regionala stora lilla norra södra östra
    västra öppna gemensamma
    """
)
"""Common words that, with a capital inside a sentence, are part of a name: ``Stiftelsen Nya Vägar``."""

NEVER_NAMES = word_set(
    """
    program inledning bakgrund syfte mål målgrupp sammanfattning bilaga bilagor innehåll deltagare arrangör
    arrangörer plats tid datum anmälan pris kontakt telefon e-post mail tel fax lunch kaffe fika registrering
    paus avslutning välkommen moderator medverkande överenskommelsen konferensen konferens projekt projektet
    regeringen riksdagen rapport hälsa språk boende arbete utbildning mötesplatser kultur idrott miljö klimat
    demokrati dialog kvalitet integration workshop panel diskussion samling frågor svar exempel hinder
    möjligheter region kommun landsting stad län europa nordiska svenska svensk svenskt europeiska
    internationella nationella regionala lokala nya nytt ny foto bild källa läs se in english summary minister
    statsråd herr fru talman ärade kära vänner ordförande statsminister utrikesminister finansminister januari
    februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag torsdag
    fredag lördag söndag måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen ab hb kb agenda vision
    gemensamma norra södra östra västra den det de en ett i på att och the of and for to a an kungliga
    kunglig barnens minnesfond
    """
)
"""Capitalised words that are part of no person's name."""

LABELS = word_set(
    """
    kap kapitel sid sida sidan sidorna s bilaga bilagor punkt grupp artikel nr nummer steg etapp fas tema mål
    delmål tabell figur bild diagram avsnitt del paragraf rum sal version workshop fråga exempel programområde
    insatsområde åtgärd prioritet prioritering klass nivå våning box tel telefon fax kl klockan linje spår pass
    block modul scen stycke årskurs åk typ kategori alternativ omgång lag åtgärdsmål etappmål globalmål
    """
)
"""A number after one of these says which, not how many: ``bilaga 2 visar``."""

MEASURES = word_set(
    """
    mil km kilometer meter kvm kvadratmeter hektar ton kg kilo gram liter grader watt mm cm megawatt
    terawattimmar gigawattimmar kilowattimmar kvadratkilometer mw gw kwh mwh gwh twh
    """
)
"""Measures of length, area, weight and energy: no amounts for these tables."""

NOT_COUNTED = MEASURES | word_set(
    """
    mil km kilometer meter kvm kvadratmeter hektar ton kg kilo gram liter grader watt mm cm kr och eller till
    samt hp procent är har var kommer deltar deltog anser svarar arbetar bor ger tar får blir visar
    gäller innehåller omfattar finns sker hamnar ligger står kan ska skall vill bör måste för efter under över
    per mer fler sedan innan när där här men den säger startar börjar slutar träder beskriver beror leder avser
    utgör uppger menar tycker ser respektive utan igen heller tillsammans inte bara även enligt inom mellan utav
    januari februari mars april maj juni juli augusti september oktober november december kilometrar litrarna
    anordnar presenterar genomför planerar fortsätter inleder ökar minskar presenteras genomförs planeras inleds
    sätter lyfter tillåter kräver sänder lägger ställer siktar krävs behövs
    lämnar föreslår beslutar tillsätter redovisar bjuder samlar tillför fick hade gick blev kom gav tog såg stod
    höll handlar fokuserar behandlar berör rör befinner gömmer finner lever lider flyr behöver svälter saknar
    samtidigt redan vilket i som att det de vi man på av med från ur hos vid mot megawatt terawattimmar
    gigawattimmar kilowattimmar kvadratkilometer
    """
)
"""What no number counts for these tables: verbs, function words and measures."""

NOUN_ENDINGS = (
    "ning", "het", "else", "ion", "ism", "ik", "itet", "skap", "hälle", "vård", "hälsa", "rätt", "stöd",
    "arbete", "liv", "miljö", "gi", "ligheter", "frågor", "vetenskap", "politik", "utveckling", "kultur",
    "konst", "teknik", "säkerhet", "skydd", "mark",
)  # fmt: skip
"""How the last noun of a topic ends: ``Institutionen för vård och hälsa``."""

HEAD_ENDINGS = (
    "förening", "föreningen", "förbund", "förbundet", "riksförbund", "nätverk", "nätverket", "församling",
    "församlingen", "stiftelse", "centrum", "center", "råd", "universitet", "institut", "institutet",
    "högskola", "förvaltning", "nämnd", "kooperativ", "organisation", "byrå", "bolag", "bolaget", "kår",
    "klubb", "sällskap", "samfund", "mission", "rådet", "sjukhus", "museum", "domstol", "akademi",
    "länsstyrelse", "tingsrätt", "kretsen", "gruppen", "gillet", "gille", "klubben", "vänner", "vännerna",
    "byaråd", "huset", "tidning", "tidningar", "polisen", "förvaltningen", "nämnden", "förvaltningens",
)  # fmt: skip
"""Ends of compounds that can be the head of an organisation's name."""
