"""Environment variables to typed settings; the process refuses to start on a bad one."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Profile(StrEnum):
    """What kind of installation this is."""

    DEMO = "demo"
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class SecondFactorRule(StrEnum):
    """Whether the district and the administrators must use a second factor."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Settings(BaseSettings):
    """All settings of one process; every name is prefixed with ``UNION_`` in the environment."""

    model_config = SettingsConfigDict(env_prefix="UNION_", extra="ignore")

    profile: Profile = Profile.DEVELOPMENT
    database_url: str = ""
    migration_url: str = ""
    data_dir: Path = Path("var")
    key_file: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, validation_alias="PORT", ge=0, le=65535)
    today: date | None = None
    access_minutes: int = Field(default=10, ge=1, le=10)
    refresh_idle_minutes: int = Field(default=30, ge=1)
    refresh_absolute_hours: int = Field(default=12, ge=1)
    second_factor: SecondFactorRule | None = None
    public_origin: str = ""
    behind_tls: bool = False
    frontend_dir: Path = Path("frontend/dist")
    worker_in_process: bool | None = None
    hash_concurrency: int = Field(default=4, ge=1, le=4)
    statement_timeout_ms: int = Field(default=15_000, ge=100)
    lock_timeout_ms: int = Field(default=5_000, ge=100)

    @model_validator(mode="after")
    def _complete(self) -> "Settings":
        if not self.database_url:
            self.database_url = f"sqlite:///{self.data_dir / 'union-ledger.db'}"
        if not self.migration_url:
            self.migration_url = self.database_url
        if self.key_file is None:
            self.key_file = self.data_dir / "keys.json"
        if self.worker_in_process is None:
            self.worker_in_process = self.is_sqlite
        if self.second_factor is None:
            is_live = self.profile is Profile.PRODUCTION
            self.second_factor = SecondFactorRule.REQUIRED if is_live else SecondFactorRule.OPTIONAL
        self._refuse_unsafe()
        return self

    def _refuse_unsafe(self) -> None:
        if self.profile is Profile.DEMO and self.host not in LOOPBACK:
            raise ValueError("the demo prints its passwords, so UNION_HOST must be a loopback address")
        if self.profile is Profile.PRODUCTION and not self.behind_tls:
            raise ValueError("production needs TLS: set UNION_BEHIND_TLS=true behind an HTTPS proxy")
        if self.profile is Profile.PRODUCTION and self.today is not None:
            raise ValueError("UNION_TODAY is for demos and tests, not for production")

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is the embedded one."""
        return self.database_url.startswith("sqlite")

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry the ``__Host-`` prefix and Secure flag."""
        return self.behind_tls

    @property
    def keys_path(self) -> Path:
        """Where the key ring of field encryption and tokens lives."""
        assert self.key_file is not None
        return self.key_file


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
