"""Reads a BPMN file's XML with everything that could reach outside it, or blow up, switched off."""

from lxml import etree

from engine.errors import DefinitionError, Problem

LARGEST = 5_000_000
"""Bytes. The whole pathway is under a tenth of this; anything larger is a mistake or an attack."""

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"


def read_xml(data: bytes, file: str) -> etree._Element:
    """The root `definitions` element. Raises DefinitionError on XML that is broken, hostile, too large or not BPMN
    2.0.
    """
    if len(data) > LARGEST:
        size = f"is {len(data):,} bytes long; a diagram may have at most {LARGEST:,}."
        raise _refuse(file, f"{size} Draw parts of it as called processes.")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refuse(file, f"is not well-formed XML: {error}. Open it in the modeller and save it again.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refuse(file, "holds a DOCTYPE, which a diagram never needs and which can be used to attack. Remove it.")
    if root.tag != f"{{{BPMN}}}definitions":
        raise _refuse(
            file, f"is not a BPMN 2.0 diagram: its first element is {etree.QName(root).localname}, not definitions."
        )
    return root


YES, NO = {"true", "1"}, {"false", "0"}
"""How XML Schema writes a boolean."""


def flag(element: etree._Element, name: str, otherwise: bool = False) -> bool:
    """A boolean attribute; `otherwise` where it is not there."""
    text = element.get(name)
    return otherwise if text is None else text.strip() in YES


def local(element: etree._Element) -> str:
    """The tag without its namespace; an empty string for processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_bpmn(element: etree._Element) -> bool:
    """Whether the element is BPMN's own rather than an extension's or the layout's."""
    return isinstance(element.tag, str) and etree.QName(element).namespace == BPMN


def _refuse(file: str, message: str) -> DefinitionError:
    return DefinitionError([Problem(file=file, element="", message=message)])
