"""The Maven modules, as the poms name them, and what each is built from."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from launcher import stamps
from launcher.layout import Layout

SPACE = "{http://maven.apache.org/POM/4.0.0}"
GROUP = "dev.chatbrush"
SERVICES = ("mask-service", "agent-service", "editor-gateway")


@dataclass(frozen=True)
class Module:
    """One Maven module. needs: the modules of this repository that it depends on."""

    name: str
    folder: Path
    needs: tuple[str, ...]

    @property
    def app(self) -> Path:
        """Where Quarkus puts the runnable service."""
        return self.folder / "target" / "quarkus-app"

    @property
    def stamp(self) -> Path:
        """Says from which sources the service was built; `mvn clean` removes it too."""
        return self.folder / "target" / "chatbrush.stamp"


def read(layout: Layout) -> dict[str, Module]:
    """All modules of the root pom in its order."""
    root = ElementTree.parse(layout.repository / "pom.xml").getroot()
    names = [str(node.text) for node in root.iterfind(f"{SPACE}modules/{SPACE}module")]
    return {name: _module(layout.repository / name, set(names)) for name in names}


def _module(folder: Path, known: set[str]) -> Module:
    root = ElementTree.parse(folder / "pom.xml").getroot()
    needs = [
        str(node.findtext(f"{SPACE}artifactId"))
        for node in root.iterfind(f"{SPACE}dependencies/{SPACE}dependency")
        if node.findtext(f"{SPACE}groupId") in (GROUP, "${project.groupId}")
    ]
    return Module(folder.name, folder, tuple(name for name in needs if name in known))


def source_hashes(layout: Layout, modules: dict[str, Module]) -> dict[str, str]:
    """For each module one hash of everything that its build reads (its tests left out)."""
    shared = stamps.of_tree([layout.repository / "pom.xml", layout.repository / ".mvn"])
    own = {name: _own_hash(layout, module) for name, module in modules.items()}
    return {
        name: stamps.of_text(shared, *(own[each] for each in sorted(closure(name, modules))))
        for name in modules
    }


def _own_hash(layout: Layout, module: Module) -> str:
    pom = module.folder / "pom.xml"
    return stamps.of_tree([pom, module.folder / "src" / "main", *_borrowed(module, pom)])


def _borrowed(module: Module, pom: Path) -> list[Path]:
    """Files outside of the module that its pom takes in as resources."""
    found: list[Path] = []
    for resource in ElementTree.parse(pom).getroot().iter(f"{SPACE}resource"):
        folder = str(resource.findtext(f"{SPACE}directory"))
        if folder.startswith(".."):
            patterns = [str(node.text) for node in resource.iter(f"{SPACE}include")] or ["**/*"]
            found += [file for each in patterns for file in (module.folder / folder).glob(each)]
    return sorted(found)


def closure(name: str, modules: dict[str, Module]) -> set[str]:
    """Return a module and all that it needs, directly or not."""
    found = {name}
    for need in modules[name].needs:
        found |= closure(need, modules)
    return found


def outdated(layout: Layout, modules: dict[str, Module]) -> dict[str, str]:
    """Return the services that are not built from their present sources, with the new hash."""
    hashes = source_hashes(layout, modules)
    return {
        name: hashes[name]
        for name in SERVICES
        if name in modules
        and not (
            stamps.read(modules[name].stamp) == hashes[name]
            and (modules[name].app / "quarkus-run.jar").exists()
        )
    }
