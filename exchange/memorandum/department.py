"""How the names of departments are compared: documents write 发展改革委 and 国家发展改革委 for the same one."""

NATIONAL = "国家"
LONGEST = 100


def key(name: str) -> str:
    """Return the name by which a department is compared: without white space and without 国家 in front."""
    return "".join(name.split()).removeprefix(NATIONAL)
