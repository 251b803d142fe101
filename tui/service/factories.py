"""Back ends to come: each is built on first use, off the event loop, and loads HTTP only then."""

from __future__ import annotations

from tui.service.address import checked_url
from tui.service.ports import Chance, Service, ServiceFactory


def own_mock(chance: Chance) -> ServiceFactory:
    """Our own mock, a child process of ours."""

    def build() -> Service:
        from tui.service.backend import MockService

        return MockService(chance)

    return build


def given_mock(url: str, control_token: str | None, chance: Chance) -> ServiceFactory:
    """A mock that somebody runs at `url`; raises BadAddress at once for one we may not use."""
    address = checked_url(url)

    def build() -> Service:
        from tui.service.backend import RemoteService

        return RemoteService(address, chance, control_token=control_token)

    return build
