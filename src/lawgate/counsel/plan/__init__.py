"""The preparedness plan: a guided interview that runs wholly in the browser. Nothing that is written in it leaves the device."""

from lawgate.counsel.plan.build import plan_files

__all__ = ["plan_files"]
