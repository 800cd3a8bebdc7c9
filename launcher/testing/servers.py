"""The servers that tests need, each started when the first kind asks for it."""

import threading

from launcher import processes
from launcher.build import maven
from launcher.errors import LauncherError
from launcher.install import environment, setup
from launcher.layout import Layout
from launcher.output import Progress, say
from launcher.run import lock, ports, triton_server
from launcher.run.parts import PREFERRED_PORTS, TRITON
from launcher.run.stack import Stack
from launcher.run.state import Settings
from launcher.testing import packages
from launcher.testing.bucket_server import BucketServer
from launcher.testing.postgres import Cluster

# What `up` fetches, and what only its owner asks for but the tests hold to its golden files.
WEIGHTS = ("default", "sentences")


class Servers:
    """Triton, PostgreSQL, S3 and the whole stack, in the test layout. `stop` ends all of them.

    Kinds that run at once may ask at once: the second waits until the first has what it asked for.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._one_at_a_time = threading.RLock()
        self._stack = Stack(layout)
        self._cluster: Cluster | None = None
        self._bucket: BucketServer | None = None
        self._python_ready = False
        self._models_ready = False
        self._stopped = False

    def python(self) -> str:
        """Return the interpreter of the environment with the test tools in it."""
        with self._one_at_a_time:
            if not self._python_ready:
                progress = Progress(2)
                setup.prepare_environment(self.layout, progress)
                with progress.step("Test tools") as step:
                    step.result = environment.prepare_development(self.layout)
                self._python_ready = True
            return str(self.layout.python)

    def models(self) -> None:
        """Bring server, weights and model repository up to date."""
        with self._one_at_a_time:
            if not self._models_ready:
                setup.prepare_models(self.layout, Progress(setup.MODEL_STEPS), WEIGHTS)
                self._models_ready = True

    def triton(self) -> str:
        """Start Triton with the assembled CPU repository. Returns HOST:PORT of its gRPC."""
        with self._one_at_a_time:
            self._require_going()
            self.models()
            self._stack = Stack(self.layout)  # read anew: a test may have started parts itself
            self._choose_ports()
            with Progress(1).step("Triton") as step:
                self._stack.start(step.detail, [TRITON])
            faults = triton_server.failed_models(self._stack.state.ports["triton-http"])
            if faults:
                raise LauncherError("Triton cannot load every model:\n  " + "\n  ".join(faults))
            return f"{ports.LOOPBACK}:{self._stack.state.ports['triton-grpc']}"

    def postgres(self) -> str:
        """Start PostgreSQL. Returns its JDBC address."""
        with self._one_at_a_time:
            self._require_going()
            if self._cluster is None:
                cluster = Cluster(self.layout)
                self._cluster = cluster
                cluster.start()
                say("PostgreSQL for the tests runs.")
            return self._cluster.url

    def bucket(self) -> BucketServer:
        """Start the server of S3."""
        with self._one_at_a_time:
            self._require_going()
            if self._bucket is None:
                server = BucketServer(self.layout)
                self._bucket = server
                server.start()
                say("A server of S3 for the tests runs.")
            return self._bucket

    def whole_stack(self) -> str:
        """Start everything on free ports. Returns the address of the page."""
        with self._one_at_a_time:
            self.triton()
            with Progress(1).step("Java services") as step:
                step.result = maven.prepare(self.layout, maven.show(step))
            with Progress(1).step("Whole stack") as step:
                self._stack.start(step.detail)
            return self._stack.state.url

    def _choose_ports(self) -> None:
        if not self._stack.running():
            taken: set[int] = set()
            names = ["page", *PREFERRED_PORTS]
            free = {name: ports.any_free(taken) for name in names}
            self._stack.state.ports = {name: free[name] for name in PREFERRED_PORTS}
            self._stack.choose_ports(Settings(port=free["page"]))

    def chromium(self) -> str:
        """Return the browser."""
        return str(packages.require(self.layout, packages.CHROMIUM)[0])

    def stop(self) -> None:
        """Stop all of it, and whatever a test left behind; nothing starts afterwards."""
        self._stopped = True
        processes.stop(processes.marked(self.layout.tools), patience=5.0)
        with self._one_at_a_time:
            if self._cluster is not None:
                self._cluster.stop()
            if self._bucket is not None:
                self._bucket.stop()
            with lock.held(self.layout, "test", patience=60.0):
                Stack(self.layout).stop_all()  # read anew, too

    def _require_going(self) -> None:
        if self._stopped:
            raise LauncherError("The tests were broken off.", "./chatbrush test")
