"""The forms of accounts: small, labelled, each mistake in one sentence."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms

from lawgate.web.accounts.roles import Role


def _plain(form: forms.BaseForm, *names: str) -> None:
    """Labels are enough: no words inside the fields, no way to reset by mail, which does not exist here."""
    for name in names:
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, "login", "password")
        self.fields["login"].label = "Name"
        self.fields["password"].help_text = "Lost? An administrator gives a new one."


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, "oldpassword", "password1", "password2")
        self.fields["password1"].help_text = "Not your name, not a word of this work, not one of the well known."


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, "password")


class UnlockForm(forms.Form):
    password = forms.CharField(
        max_length=1024, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class PinForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    pin = forms.RegexField(
        r"^[0-9]{6,12}\Z",
        label="New PIN, 6 to 12 digits",
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "A PIN is 6 to 12 digits."},
    )
    again = forms.CharField(
        label="The same PIN again", max_length=12, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )

    def clean(self) -> dict[str, str]:
        cleaned: dict[str, str] = super().clean() or {}
        pin = cleaned.get("pin", "")
        if pin and pin != cleaned.get("again"):
            self.add_error("again", "The two PINs are not the same.")
        if pin and (len(set(pin)) < 3 or pin in "0123456789876543210"):
            self.add_error("pin", "This PIN is easily guessed; choose another.")
        return cleaned


class AddForm(forms.Form):
    name = forms.CharField(
        label="Name to sign in with", max_length=64, help_text="Small letters, digits, dots, dashes."
    )
    shown = forms.CharField(label="Name as colleagues know it", max_length=128, required=False)
    roles = forms.MultipleChoiceField(
        choices=[(r, r) for r in Role], required=False, widget=forms.CheckboxSelectMultiple, label="Roles"
    )


class ChangeForm(forms.Form):
    """One button of an account's page: ``act`` says which."""

    act = forms.ChoiceField(
        choices=[(a, a) for a in ("roles", "disable", "enable", "reset", "sessions", "client", "client-removed")]
    )
    roles = forms.MultipleChoiceField(choices=[(r, r) for r in Role], required=False)
    booking = forms.CharField(max_length=128, required=False)
