from tests.web.staff_browser import page, world  # noqa: F401  (fixtures)
