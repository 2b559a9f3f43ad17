"""What of a page cannot be used at a size: a control outside the window, or under something else."""

from playwright.sync_api import Page

TWICE = "() => { document.documentElement.style.fontSize = '200%' }"
# Of a control that scrolls with its list or its page, it counts that it can be brought into sight.
_OUT_OF_REACH = """([fixed, within]) => {
  const used = [...document.querySelector(within).querySelectorAll('a[href], button, summary, input, select, textarea')]
    .map((each) => each.closest('.choice') ?? each)
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled);
  const name = (each) => (each.getAttribute('aria-label') ?? each.textContent.trim() ?? '') || each.id;
  const reachable = (each) => {
    const inside = each.closest(fixed) && !each.closest('.menu');
    if (!inside) each.scrollIntoView({ block: 'center' });
    const { left, top, right, bottom } = each.getBoundingClientRect();
    const [wide, high] = [document.documentElement.clientWidth, innerHeight];
    // A field that is higher than the window is in reach by its middle.
    const fits = left >= -1 && right <= wide + 1 && (bottom - top > high || (top >= -1 && bottom <= high + 1));
    const [x, y] = [(left + right) / 2, Math.min(Math.max((top + bottom) / 2, 1), high - 1)];
    const hit = document.elementFromPoint(x, y);
    return fits && (each.contains(hit) || hit?.contains(each) && hit.closest('a, button, summary, label') === hit);
  };
  return used.filter((each) => !reachable(each)).map(name);
}"""


def out_of_reach(
    page: Page, within: str = "body", fixed: str = "body[data-part=talk] :is(.top, .composer)"
) -> list[str]:
    """Names of visible controls that nobody can press; those in `fixed` have to be in sight without scrolling."""
    found: list[str] = page.evaluate(_OUT_OF_REACH, [fixed, within])
    return found
