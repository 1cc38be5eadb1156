/** Matches in a window so narrow that the sidebar lies over everything else when it is open, as in the styles. */
export const narrowWindow = matchMedia('(max-width: 640px)')
