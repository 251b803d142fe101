"""Settings of a served mock: the command line first, then ALONGSIDE_… variables, then these."""

from __future__ import annotations

import argparse
import ipaddress
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from backend_stub.account.model import Rules
from backend_stub.kernel.clock import parse_instant, reachable

IDLE_MINUTES = 15
KIOSK_IDLE_MINUTES = 5


class Settings(BaseSettings):
    """One field a setting; ValidationError when a value makes no sense."""

    model_config = SettingsConfigDict(env_prefix="ALONGSIDE_", extra="ignore")

    host: str = Field("127.0.0.1", description="Address to listen on; this machine only")
    port: int = Field(8765, ge=0, le=65535, description="TCP port; 0 takes a free one")
    relay_port: int | None = Field(
        None, ge=0, le=65535, description="TCP port of a relay that can spoil connections"
    )
    uds_fd: int | None = Field(None, description="An inherited, listening Unix socket instead")
    folder: Path | None = Field(None, description="Keep the stores here; default: a private one")
    seed: str = Field("alongside", description="Text that the invented people's keys come from")
    clock: datetime | None = Field(None, description="Freeze time at this instant (ISO 8601)")
    control: bool = Field(True, description="Whether the practice controls exist at all")
    control_token: SecretStr | None = Field(None, description="Token of the practice controls")
    code_minutes: int = Field(10, ge=1, le=15, description="How long a security code works")
    session_minutes: int = Field(60, ge=1, le=720, description="How long a session lasts at most")
    idle_minutes: int | None = Field(
        None, ge=1, le=60, description="How long an unused session lasts (default 15, kiosk 5)"
    )
    kiosk: bool = Field(False, description="Figures for a machine that many people use")
    parent_stdin: bool = Field(False, description="End when standard input closes")
    log: bool = Field(False, description="Log requests to standard error")

    def rules(self) -> Rules:
        """The account service's figures."""
        idle = self.idle_minutes or (KIOSK_IDLE_MINUTES if self.kiosk else IDLE_MINUTES)
        return Rules(
            code_life=timedelta(minutes=self.code_minutes),
            session_idle=timedelta(minutes=idle),
            session_life=timedelta(minutes=self.session_minutes),
        )

    @field_validator("host")
    @classmethod
    def _loopback(cls, host: str) -> str:
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ValueError("only an address of this machine: the mock has no TLS")
        return host

    @field_validator("clock", mode="before")
    @classmethod
    def _instant(cls, text: object) -> object:
        return reachable(parse_instant(text)) if isinstance(text, str) else text


def settings_from(args: argparse.Namespace) -> Settings:
    """The effective settings; what the command line left out is None there."""
    given = {
        name: value
        for name in Settings.model_fields
        if (value := getattr(args, name, None)) is not None
    }
    return Settings(**given)
