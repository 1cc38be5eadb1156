import { beforeEach, inject } from 'vitest'
import { untilAnswering } from './proxy.ts'

// One that has crashed is being started again.
beforeEach(() => untilAnswering(inject('proxy').address))
