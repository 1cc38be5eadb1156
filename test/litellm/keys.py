"""Virtual keys without a database (LiteLLM documentation, "Custom Auth"): what is limited about each is checked by LiteLLM itself."""

from datetime import datetime, timedelta, timezone

from litellm import BudgetExceededError
from litellm.proxy._types import UserAPIKeyAuth

YESTERDAY = datetime.now(timezone.utc) - timedelta(days=1)

LIMITS = {
    "sk-virtual": {},
    "sk-expired": {"expires": YESTERDAY.isoformat()},
    "sk-elsewhere": {"models": ["our-voice"]},
    "sk-slow": {"rpm_limit": 1},
}


async def check(request, api_key):
    """Any other key is looked up as if this were not here: it is the master key, or one for the database that there is not."""
    if api_key == "sk-spent":
        raise BudgetExceededError(current_cost=2.0, max_budget=1.0)
    if api_key not in LIMITS:
        return api_key
    return UserAPIKeyAuth(api_key=api_key, **LIMITS[api_key])
