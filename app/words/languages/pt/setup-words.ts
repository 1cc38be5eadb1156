import type { setupWords as english } from '../../setup-words.ts'

/** `setupWords` in Portuguese. */
export const setupWords: typeof english = {
  label: 'Configuração inicial',
  skip: 'Pular a configuração',
  next: 'Avançar',
  back: 'Voltar',
  done: 'Começar a falar',
  step: (n, of) => `Etapa ${n} de ${of}`,
  endpointTitle: 'Quem deve responder?',
  endpointText:
    'O parceiro de treino funciona na hora e não precisa de conta. Um endpoint próprio pode ser informado agora ou a qualquer momento nos Ajustes.',
  endpointOther: 'Informar um endpoint',
  microphoneTitle: 'Ouça a sua voz',
  microphoneText: 'Assim você sabe que ela chega. Nada disso é guardado nem enviado.',
  keyTitle: 'Segure Espaço por um momento',
  keyText: 'As duas marcas devem aparecer. É assim que se fala.',
  keyDown: 'pressionada',
  keyUp: 'solta',
  keyWaiting: 'Esperando a tecla',
  keyWorks: 'A tecla funciona',
  doneTitle: 'Pronto',
  doneText: 'Segure Espaço, pergunte algo, solte.',
}
