from tests.web.staff_browser import page  # noqa: F401  (a fixture)
