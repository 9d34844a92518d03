"""Addresses of the pages about people. The names that django-allauth looks for are its own."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from twoway.people.pages import address, manage, manage_teams, opened, rooms, settings, sign_in, welcome

to_settings = RedirectView.as_view(pattern_name="settings")

urlpatterns = [
    path("welcome", welcome.welcome, name="welcome"),
    path("set-up", welcome.set_up, name="set-up"),
    path("invite", welcome.one_person, name="invite"),
    path("invitation/<str:key>", welcome.invitation, name="invitation"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("sign-in/code", sign_in.enter_code, name="account_confirm_login_code"),
    path("sign-in/passkey", sign_in.use_passkey, name="mfa_login_webauthn"),
    path("sign-in/closed", sign_in.closed, name="account_inactive"),
    path("sign-out", sign_in.sign_out, name="account_logout"),
    path("sample", rooms.choose, name="sample"),
    path("sample/fill", rooms.fill, name="sample-fill"),
    path("sample/walk", rooms.walk, name="sample-walk"),
    path("sample/remove", rooms.remove, name="sample-remove"),
    path("study", rooms.look, name="study"),
    path("study/look-as", rooms.look_as, name="study-look-as"),
    path("study/look-on", rooms.look_on, name="study-look-on"),
    path("settings", settings.page, name="settings"),
    path("settings/you", settings.describe, name="settings-you"),
    path("settings/notices", settings.notices, name="settings-notices"),
    path("settings/passkeys", to_settings, name="mfa_index"),
    path("settings/passkeys/list", to_settings, name="mfa_list_webauthn"),
    path("settings/passkeys/add", settings.add_passkey, name="mfa_add_webauthn"),
    path("settings/passkeys/<int:pk>/remove", settings.remove_passkey, name="mfa_remove_webauthn"),
    path("settings/tokens", settings.make_token, name="settings-tokens"),
    path("settings/tokens/<str:id>/take-back", settings.take_back_token, name="settings-token-take-back"),
    path("settings/address", address.page, name="settings-address"),
    path("settings/sessions", settings.end_sessions, name="settings-sessions"),
    path("settings/record", settings.take_record, name="settings-record"),
    path("settings/opened", opened.page, name="settings-opened"),
    path("settings/leave", settings.leave, name="settings-leave"),
    path("manage", manage.people, name="manage"),
    path("manage/invite", manage.invite, name="manage-invite"),
    path("manage/people/<str:id>", manage.person, name="manage-person"),
    path("manage/people/<str:id>/describe", manage.describe, name="manage-describe"),
    path("manage/people/<str:id>/manager", manage.set_manager, name="manage-manager"),
    path("manage/people/<str:id>/invite-again", manage.invite_again, name="manage-invite-again"),
    path("manage/people/<str:id>/hand-on", manage.hand_on, name="manage-hand-on"),
    path("manage/people/<str:id>/let-go", manage.let_go, name="manage-let-go"),
    path("manage/teams", manage_teams.teams, name="manage-teams"),
    path("manage/teams/form", manage_teams.form_team, name="manage-team-form"),
    path("manage/teams/<str:id>", manage_teams.team, name="manage-team"),
    path("manage/teams/<str:id>/rename", manage_teams.rename_team, name="manage-team-rename"),
    path("manage/teams/<str:id>/close", manage_teams.close_team, name="manage-team-close"),
    path("manage/teams/<str:id>/join", manage_teams.join, name="manage-team-join"),
    path("manage/teams/<str:id>/<str:membership>/lead", manage_teams.lead, name="manage-team-lead"),
    path("manage/teams/<str:id>/<str:membership>/out", manage_teams.take_out, name="manage-team-out"),
    path("manage/clients", manage_teams.clients, name="manage-clients"),
    path("manage/workplace", manage_teams.workplace, name="manage-workplace"),
    path("manage/estimates", manage_teams.end_estimates, name="manage-estimates"),
]
