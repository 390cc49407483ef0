"""What Discord allows in a message's components, old style and V2."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from apolo.sandbox.message import walk
from apolo.sandbox.wire import JsonObject, int_of, object_of, objects_of, text_of

if TYPE_CHECKING:
    from apolo.sandbox.errors import Form

CUSTOM_ID = 100
V2_COMPONENTS = 40
V2_CHARACTERS = 4_000

Path = tuple[str | int, ...]


class ComponentType(IntEnum):
    """Field ``type`` of a component."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18


SELECTS = {
    ComponentType.STRING_SELECT,
    ComponentType.USER_SELECT,
    ComponentType.ROLE_SELECT,
    ComponentType.MENTIONABLE_SELECT,
    ComponentType.CHANNEL_SELECT,
}
_DEFAULT_KINDS: dict[int, set[str]] = {
    ComponentType.USER_SELECT: {"user"},
    ComponentType.ROLE_SELECT: {"role"},
    ComponentType.MENTIONABLE_SELECT: {"user", "role"},
    ComponentType.CHANNEL_SELECT: {"channel"},
}
_TOP_LEVEL = {
    ComponentType.ACTION_ROW,
    ComponentType.SECTION,
    ComponentType.TEXT_DISPLAY,
    ComponentType.MEDIA_GALLERY,
    ComponentType.FILE,
    ComponentType.SEPARATOR,
    ComponentType.CONTAINER,
}
_IN_FORMS = {ComponentType.ACTION_ROW, ComponentType.TEXT_DISPLAY, ComponentType.LABEL}
_LINK_STYLE = 5
_PREMIUM_STYLE = 6


def check_components(components: list[JsonObject], form: Form, *, v2: bool) -> None:
    """Check a message's components.

    Parameters
    ----------
    components
        Field ``components`` of the message.
    form
        Where errors are noted.
    v2
        Whether the message carries the flag for components V2.
    """
    path: Path = ("components",)
    if not v2 and len(components) > 5:
        form.fail(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    allowed = _TOP_LEVEL if v2 else {ComponentType.ACTION_ROW}
    for index, component in enumerate(components):
        _check_kind(component, allowed, form, (*path, index))
        _check_one(component, form, (*path, index))
    _check_unique(components, form, path)
    if v2:
        _check_total(components, form, path)


def _check_kind(component: JsonObject, allowed: set[ComponentType], form: Form, path: Path) -> None:
    if int_of(component, "type") not in allowed:
        listed = ", ".join(str(int(kind)) for kind in sorted(allowed))
        form.fail(
            (*path, "type"),
            "BASE_TYPE_CHOICES",
            f'Value of field "type" must be one of ({listed}).',
        )


def _check_unique(components: list[JsonObject], form: Form, path: Path) -> None:
    seen: set[str] = set()
    for component in walk(components):
        custom_id = component.get("custom_id")
        if not isinstance(custom_id, str):
            continue
        if custom_id in seen:
            form.fail(
                path,
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        seen.add(custom_id)


def _check_total(components: list[JsonObject], form: Form, path: Path) -> None:
    everything = list(walk(components))
    if len(everything) > V2_COMPONENTS:
        form.fail(
            path,
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components cannot exceed {V2_COMPONENTS}",
        )
    characters = sum(
        len(text_of(item, "content"))
        for item in everything
        if int_of(item, "type") == ComponentType.TEXT_DISPLAY
    )
    if characters > V2_CHARACTERS:
        form.fail(
            path,
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Displayable text exceeds maximum size of {V2_CHARACTERS}",
        )


def _check_one(component: JsonObject, form: Form, path: Path) -> None:
    kind = int_of(component, "type")
    nested = objects_of(component, "components")
    if kind == ComponentType.ACTION_ROW:
        _check_row(nested, form, path)
    elif kind == ComponentType.BUTTON:
        _check_button(component, form, path)
    elif kind in SELECTS:
        _check_select(component, form, path)
    elif kind == ComponentType.TEXT_DISPLAY:
        form.length((*path, "content"), text_of(component, "content"), 1, V2_CHARACTERS)
    elif kind == ComponentType.SECTION:
        _check_section(component, nested, form, path)
    elif kind == ComponentType.MEDIA_GALLERY:
        _check_gallery(component, form, path)
    elif kind in {ComponentType.THUMBNAIL, ComponentType.FILE}:
        _check_media(component, "media" if kind == ComponentType.THUMBNAIL else "file", form, path)
    elif kind == ComponentType.CONTAINER:
        allowed = _TOP_LEVEL - {ComponentType.CONTAINER}
        if not nested:
            form.required((*path, "components"))
        for index, item in enumerate(nested):
            _check_kind(item, allowed, form, (*path, "components", index))
            _check_one(item, form, (*path, "components", index))


def _check_row(nested: list[JsonObject], form: Form, path: Path) -> None:
    path = (*path, "components")
    if not 1 <= len(nested) <= 5:
        form.fail(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    if len(nested) > 1 and any(int_of(item, "type") in SELECTS for item in nested):
        form.fail(
            path,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )
    for index, item in enumerate(nested):
        _check_kind(item, {ComponentType.BUTTON, *SELECTS}, form, (*path, index))
        _check_one(item, form, (*path, index))


def _check_custom_id(component: JsonObject, form: Form, path: Path) -> None:
    if "custom_id" not in component:
        form.required((*path, "custom_id"))
    else:
        form.length((*path, "custom_id"), text_of(component, "custom_id"), 1, CUSTOM_ID)


def _check_button(button: JsonObject, form: Form, path: Path) -> None:
    style = int_of(button, "style")
    if not 1 <= style <= _PREMIUM_STYLE:
        form.fail((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
    elif style == _LINK_STYLE:
        if not text_of(button, "url"):
            form.required((*path, "url"))
        if "custom_id" in button:
            form.fail(
                path,
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    elif style != _PREMIUM_STYLE:
        _check_custom_id(button, form, path)
    if style != _PREMIUM_STYLE and not text_of(button, "label") and not button.get("emoji"):
        form.fail(path, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji")
    form.longest((*path, "label"), text_of(button, "label"), 80)
    form.longest((*path, "url"), text_of(button, "url"), 512)


def _check_select(select: JsonObject, form: Form, path: Path) -> None:
    _check_custom_id(select, form, path)
    form.longest((*path, "placeholder"), text_of(select, "placeholder"), 150)
    _check_defaults(select, form, path)
    if int_of(select, "type") != ComponentType.STRING_SELECT:
        return
    options = objects_of(select, "options")
    if not 1 <= len(options) <= 25:
        form.fail((*path, "options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    seen: set[str] = set()
    for index, option in enumerate(options):
        here = (*path, "options", index)
        form.length((*here, "label"), text_of(option, "label"), 1, 100)
        form.length((*here, "value"), text_of(option, "value"), 1, 100)
        form.longest((*here, "description"), text_of(option, "description"), 100)
        value = text_of(option, "value")
        if value in seen:
            form.fail(
                (*here, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        seen.add(value)


def _check_defaults(select: JsonObject, form: Form, path: Path) -> None:
    kinds = _DEFAULT_KINDS.get(int_of(select, "type"), set())
    defaults = objects_of(select, "default_values")
    if len(defaults) > int_of(select, "max_values", 1):
        form.fail((*path, "default_values"), "BASE_TYPE_MAX_LENGTH", "Too many default values.")
    for index, default in enumerate(defaults):
        if text_of(default, "type") not in kinds:
            form.fail(
                (*path, "default_values", index, "type"),
                "BASE_TYPE_CHOICES",
                f"Value must be one of {sorted(kinds)}.",
            )


def _check_section(section: JsonObject, texts: list[JsonObject], form: Form, path: Path) -> None:
    if not 1 <= len(texts) <= 3:
        form.fail(
            (*path, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length."
        )
    for index, item in enumerate(texts):
        _check_kind(item, {ComponentType.TEXT_DISPLAY}, form, (*path, "components", index))
        _check_one(item, form, (*path, "components", index))
    accessory = object_of(section, "accessory")
    if not accessory:
        form.required((*path, "accessory"))
        return
    kinds = {ComponentType.BUTTON, ComponentType.THUMBNAIL}
    _check_kind(accessory, kinds, form, (*path, "accessory"))
    _check_one(accessory, form, (*path, "accessory"))


def _check_gallery(gallery: JsonObject, form: Form, path: Path) -> None:
    items = objects_of(gallery, "items")
    if not 1 <= len(items) <= 10:
        form.fail((*path, "items"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
    for index, item in enumerate(items):
        _check_media(item, "media", form, (*path, "items", index))


def _check_media(holder: JsonObject, key: str, form: Form, path: Path) -> None:
    if not text_of(object_of(holder, key), "url"):
        form.required((*path, key, "url"))
    form.longest((*path, "description"), text_of(holder, "description"), 1_024)


def check_modal(modal: JsonObject, form: Form) -> None:
    """Check the form that an acknowledgement of type 9 opens."""
    form.length(("data", "title"), text_of(modal, "title"), 1, 45)
    form.length(("data", "custom_id"), text_of(modal, "custom_id"), 1, CUSTOM_ID)
    rows = objects_of(modal, "components")
    if not 1 <= len(rows) <= 5:
        form.fail(
            ("data", "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."
        )
    _check_unique(rows, form, ("data", "components"))
    for index, row in enumerate(rows):
        _check_kind(row, _IN_FORMS, form, ("data", "components", index))
        if int_of(row, "type") == ComponentType.LABEL:
            _check_label(row, form, ("data", "components", index))
    for item in walk(rows):
        if int_of(item, "type") == ComponentType.TEXT_INPUT:
            form.length(
                ("data", "components", "custom_id"), text_of(item, "custom_id"), 1, CUSTOM_ID
            )
            form.longest(("data", "components", "label"), text_of(item, "label"), 45)
            form.longest(("data", "components", "placeholder"), text_of(item, "placeholder"), 100)


def _check_label(label: JsonObject, form: Form, path: Path) -> None:
    form.length((*path, "label"), text_of(label, "label"), 1, 45)
    form.longest((*path, "description"), text_of(label, "description"), 100)
    inner = object_of(label, "component")
    if not inner:
        form.required((*path, "component"))
        return
    _check_kind(inner, {ComponentType.TEXT_INPUT, *SELECTS}, form, (*path, "component"))
    _check_custom_id(inner, form, (*path, "component"))
