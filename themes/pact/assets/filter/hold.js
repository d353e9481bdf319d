/** Holds back the list that stands in a page while its address asks for another. No module, so that it runs before anything is shown. */
if (location.search.length > 1) {
  document.documentElement.setAttribute("data-held", "");
  const release = () => document.documentElement.removeAttribute("data-held");
  // Whatever becomes of the filter, the list comes into sight.
  setTimeout(release, 10_000);
  for (const trouble of ["error", "unhandledrejection"]) addEventListener(trouble, release, true);
}
