"""All named bad inputs, by concept."""

from tests.safety.bad_headers import HEADERS
from tests.safety.bad_inputs import Bad
from tests.safety.bad_lists import LISTS
from tests.safety.bad_packages import PACKAGES
from tests.safety.bad_pages import PAGES
from tests.safety.bad_texts import TEXTS

BAD_INPUTS: tuple[Bad, ...] = (*TEXTS, *HEADERS, *PAGES, *PACKAGES, *LISTS)
