import { isPersonaMenuOpen } from '../state/personas.ts'

/** Opens the menu of personas, or closes it. */
export function showPersonaMenu(isOpen: boolean): void {
  isPersonaMenuOpen.value = isOpen
}
