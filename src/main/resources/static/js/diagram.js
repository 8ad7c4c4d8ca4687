// A wide diagram opens where the case stands; without this it opens at its beginning.
for (const region of document.querySelectorAll('[data-diagram]')) {
  const now = region.querySelector('.is-now rect, .is-now circle, .is-now polygon');
  if (now && region.scrollWidth > region.clientWidth) {
    const here = now.getBoundingClientRect();
    region.scrollLeft = here.left - region.getBoundingClientRect().left - (region.clientWidth - here.width) / 2;
  }
}
