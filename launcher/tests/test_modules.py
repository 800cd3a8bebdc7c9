import pytest

from launcher import stamps
from launcher.build import maven, modules

ROOT = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modules>
{modules}</modules></project>"""
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><dependencies>
{needs}</dependencies></project>"""
NEED = "<dependency><groupId>dev.chatbrush</groupId><artifactId>{}</artifactId></dependency>"
TAKES_IN = """<build><resources><resource><directory>../models</directory><includes>
<include>*.json</include></includes></resource></resources></build>"""
NEEDS = {
    "contracts": [],
    "imaging": [],
    "mask-service": ["contracts", "imaging"],
    "agent-service": ["contracts"],
    "editor-gateway": ["contracts"],
}


@pytest.fixture
def built(layout):
    """A repository whose services are all built."""
    listed = "".join(f"<module>{name}</module>" for name in NEEDS)
    (layout.repository / "pom.xml").write_text(ROOT.format(modules=listed))
    (layout.repository / ".mvn").mkdir()
    for name, needs in NEEDS.items():
        sources = layout.repository / name / "src" / "main"
        sources.mkdir(parents=True)
        (sources / "A.java").write_text("class A {}")
        pom = POM.format(needs="".join(NEED.format(need) for need in needs))
        (layout.repository / name / "pom.xml").write_text(pom)
    known = modules.read(layout)
    for name in modules.SERVICES:
        known[name].app.mkdir(parents=True)
        (known[name].app / "quarkus-run.jar").write_text(name)
    maven.mark_built(modules.outdated(layout, known), known)
    return known


def outdated(layout):
    return set(modules.outdated(layout, modules.read(layout)))


def test_nothing_is_built_twice(layout, built):
    assert outdated(layout) == set()


def test_a_changed_service_is_built_alone(layout, built):
    (layout.repository / "agent-service/src/main/A.java").write_text("class A { int a; }")

    assert outdated(layout) == {"agent-service"}


def test_a_changed_library_rebuilds_those_that_need_it(layout, built):
    (layout.repository / "imaging/src/main/B.java").write_text("class B {}")

    assert outdated(layout) == {"mask-service"}


def test_a_changed_file_that_a_pom_takes_in_rebuilds_its_module(layout, built):
    shared = layout.repository / "models" / "contract.json"
    shared.parent.mkdir()
    shared.write_text("{}")
    (shared.parent / "other.py").write_text("")
    pom = layout.repository / "imaging" / "pom.xml"
    pom.write_text(pom.read_text().replace("</dependencies>", "</dependencies>" + TAKES_IN))
    maven.mark_built(modules.outdated(layout, built), built)

    (shared.parent / "other.py").write_text("changed = 1")
    assert outdated(layout) == set()

    shared.write_text('{"inputs": []}')
    assert outdated(layout) == {"mask-service"}


def test_a_changed_root_pom_rebuilds_all(layout, built):
    (layout.repository / ".mvn" / "jvm.config").write_text("-Xmx1g")

    assert outdated(layout) == set(modules.SERVICES)


def test_tests_and_outputs_rebuild_nothing(layout, built):
    for place in ("src/test", "target"):
        folder = layout.repository / "imaging" / place
        folder.mkdir(parents=True)
        (folder / "C.java").write_text("class C {}")

    assert outdated(layout) == set()


def test_a_removed_jar_is_built_again(layout, built):
    (built["mask-service"].app / "quarkus-run.jar").unlink()

    assert outdated(layout) == {"mask-service"}


def test_the_running_copy_follows_the_build(layout, built):
    module = built["mask-service"]
    copy = layout.apps / "mask-service" / "quarkus-run.jar"
    maven.copy_app(layout, module)
    (module.app / "quarkus-run.jar").write_text("newer")

    maven.copy_app(layout, module)
    assert copy.read_text() == "mask-service"  # the same stamp: nothing is copied

    stamps.write(module.stamp, "another build")
    maven.copy_app(layout, module)
    assert copy.read_text() == "newer"


def test_an_unfinished_copy_does_not_disturb(layout, built):
    (layout.apps / "mask-service.new").mkdir(parents=True)

    maven.copy_app(layout, built["mask-service"])

    assert (layout.apps / "mask-service" / "quarkus-run.jar").exists()
    assert not (layout.apps / "mask-service.new").exists()
