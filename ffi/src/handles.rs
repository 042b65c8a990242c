//! The handle table: what a pointer that C holds really is.
//!
//! A handle is never an address. Its value names a slot, the generation of the slot's content, the kind of object and the process
//! generation, so a freed, foreign or made-up handle is told from a live one without touching what it once meant:
//!
//! ```text
//! bit 63  62  61..58              57..26       25..6   5..0
//!      0   1  process generation  generation   slot    kind
//! ```
//!
//! Bit 62 keeps the value outside of what a processor accepts as an address. The table is locked only to look something up:
//! objects are dropped, and programs called, after it is unlocked.

use crate::fork::{self, ForkCell};
use pchat_core::api::{Error, ErrorCode, Result};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

#[cfg(not(target_pointer_width = "64"))]
compile_error!("handles need 64-bit pointers");

const KIND_BITS: u32 = 6;
const SLOT_BITS: u32 = 20;
const GENERATION_BITS: u32 = 32;
const PROCESS_BITS: u32 = 4;
const MARK: usize = 1 << 62;

/// What a handle's value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    process: usize,
    generation: u32,
    slot: usize,
    kind: usize,
}

const fn mask(bits: u32) -> usize {
    (1 << bits) - 1
}

fn encode(parts: Parts) -> usize {
    let process = parts.process & mask(PROCESS_BITS);
    let mut value = process;
    value = value << GENERATION_BITS | parts.generation as usize;
    value = value << SLOT_BITS | parts.slot;
    value = value << KIND_BITS | parts.kind;
    value | MARK
}

fn decode(value: usize) -> Option<Parts> {
    if value & MARK == 0 || value >> 63 != 0 {
        return None;
    }
    let kind = value & mask(KIND_BITS);
    let value = value >> KIND_BITS;
    let slot = value & mask(SLOT_BITS);
    let value = value >> SLOT_BITS;
    let generation = (value & mask(GENERATION_BITS)) as u32;
    let process = value >> GENERATION_BITS & mask(PROCESS_BITS);
    Some(Parts { process, generation, slot, kind })
}

/// All live objects of one kind.
pub(crate) struct Table<T> {
    kind: u8,
    name: &'static str,
    state: ForkCell<State<T>>,
}

struct State<T> {
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    /// Objects that are the same get the same handle.
    identities: BTreeMap<usize, u32>,
    next_generation: u32,
}

struct Slot<T> {
    generation: u32,
    references: u32,
    identity: Option<usize>,
    object: Option<Arc<T>>,
}

impl<T> State<T> {
    const fn new() -> Self {
        Self { slots: Vec::new(), free: Vec::new(), identities: BTreeMap::new(), next_generation: 1 }
    }

    fn live(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    fn slot(&mut self, parts: Parts) -> Option<&mut Slot<T>> {
        self.slots
            .get_mut(parts.slot)
            .filter(|slot| slot.object.is_some() && slot.generation == parts.generation)
    }
}

impl<T> Table<T> {
    /// `kind` is a number of its own for each table; `name` is the noun for messages.
    pub(crate) const fn new(kind: u8, name: &'static str) -> Self {
        const { assert!(KIND_BITS == 6) };
        assert!(kind != 0 && kind < 64);
        Self { kind, name, state: ForkCell::new(Mutex::new(State::new()), || Mutex::new(State::new())) }
    }

    /// Puts an object into the table and gives its handle. An object with the same identity that is there already gets another
    /// reference instead, and `object` is given back to be dropped.
    pub(crate) fn insert(&self, object: Arc<T>, identity: Option<usize>) -> Result<(usize, Option<Arc<T>>)> {
        fork::watch();
        let mut state = self.state.lock();
        let state = &mut *state;
        if let Some(&index) = identity.and_then(|identity| state.identities.get(&identity)) {
            let slot = &mut state.slots[index as usize];
            slot.references = slot.references.checked_add(1).ok_or_else(|| self.too_many())?;
            return Ok((self.value(index as usize, slot.generation), Some(object)));
        }
        let index = match state.free.pop() {
            Some(index) => index as usize,
            None if state.slots.len() > mask(SLOT_BITS) => return Err(self.too_many()),
            None => {
                state.slots.push(Slot { generation: 0, references: 0, identity: None, object: None });
                state.slots.len() - 1
            }
        };
        let generation = state.next_generation;
        state.next_generation = state.next_generation.checked_add(1).unwrap_or(1);
        state.slots[index] = Slot { generation, references: 1, identity, object: Some(object) };
        if let Some(identity) = identity {
            state.identities.insert(identity, index as u32);
        }
        Ok((self.value(index, generation), None))
    }

    fn value(&self, slot: usize, generation: u32) -> usize {
        encode(Parts { process: fork::process_generation(), generation, slot, kind: self.kind.into() })
    }

    fn too_many(&self) -> Error {
        Error::new(ErrorCode::TooManyOperations, format!("too many {} handles at once; free some", self.name))
    }

    /// The object of a handle.
    pub(crate) fn get(&self, value: usize) -> Result<Arc<T>> {
        let parts = self.check(value)?;
        let mut state = self.state.lock();
        let object = state.slot(parts).and_then(|slot| slot.object.clone());
        object.ok_or_else(|| self.stale())
    }

    /// The handle of an object that has one, with the object.
    pub(crate) fn find(&self, identity: usize) -> Option<(usize, Arc<T>)> {
        let state = self.state.lock();
        let index = *state.identities.get(&identity)? as usize;
        let slot = state.slots.get(index)?;
        Some((self.value(index, slot.generation), Arc::clone(slot.object.as_ref()?)))
    }

    /// Another reference: the handle needs to be freed once more.
    pub(crate) fn retain(&self, value: usize) -> Result<()> {
        let parts = self.check(value)?;
        let mut state = self.state.lock();
        let slot = state.slot(parts).ok_or_else(|| self.stale())?;
        slot.references = slot.references.checked_add(1).ok_or_else(|| self.too_many())?;
        Ok(())
    }

    /// Takes one reference away. The object when that was the last one, to be dropped by the caller, outside of the lock.
    pub(crate) fn release(&self, value: usize) -> Result<Option<Arc<T>>> {
        let parts = self.check(value)?;
        let mut state = self.state.lock();
        let slot = state.slot(parts).ok_or_else(|| self.stale())?;
        slot.references -= 1;
        if slot.references > 0 {
            return Ok(None);
        }
        let object = slot.object.take();
        if let Some(identity) = slot.identity.take() {
            state.identities.remove(&identity);
        }
        state.free.push(parts.slot as u32);
        if state.live() == 0 {
            // Generations go on counting, so an old handle stays old.
            state.slots = Vec::new();
            state.free = Vec::new();
            state.identities = BTreeMap::new();
        }
        Ok(object)
    }

    fn check(&self, value: usize) -> Result<Parts> {
        if value == 0 {
            return Err(Error::new(ErrorCode::InvalidHandle, format!("the {} handle is NULL", self.name)));
        }
        let Some(parts) = decode(value) else {
            return Err(Error::new(
                ErrorCode::InvalidHandle,
                format!("what was given as {} is not a handle of this library", self.name),
            ));
        };
        if parts.kind != usize::from(self.kind) {
            return Err(Error::new(
                ErrorCode::InvalidHandle,
                format!("what was given as {} is a handle of another kind", self.name),
            ));
        }
        if parts.process != fork::process_generation() & mask(PROCESS_BITS) {
            return Err(Error::new(
                ErrorCode::ForkedProcess,
                format!(
                    "the {} handle belongs to the process that this one was forked from; start a new platform here",
                    self.name
                ),
            ));
        }
        Ok(parts)
    }

    fn stale(&self) -> Error {
        Error::new(ErrorCode::InvalidHandle, format!("the {} handle was freed already", self.name))
    }

    /// How many objects are in the table.
    pub(crate) fn live(&self) -> usize {
        self.state.lock().live()
    }

    pub(crate) fn reset_in_child(&self) {
        self.state.reset_in_child();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static OTHER: Table<u32> = Table::new(61, "thing");

    fn code<T: std::fmt::Debug>(result: Result<T>) -> ErrorCode {
        result.expect_err("an error was expected").code()
    }

    #[test]
    fn a_value_says_what_it_was_made_of_and_is_no_address() {
        let parts = Parts { process: 3, generation: u32::MAX, slot: 0xFFFFF, kind: 63 };
        let value = encode(parts);
        assert_eq!(decode(value), Some(parts));
        // Processors that we run on use at most 57 bits of an address, sign-extended.
        let top = value >> 57;
        assert!(top != 0 && top != 0x7F);
        assert_eq!(decode(0x7fff_1234_5678), None);
        assert_eq!(decode(usize::MAX), None);
    }

    #[test]
    fn freed_handles_stay_stale_also_when_the_slot_is_used_again() {
        static TABLE: Table<u32> = Table::new(60, "widget");
        let (first, _) = TABLE.insert(Arc::new(1), None).unwrap();
        assert_eq!(*TABLE.get(first).unwrap(), 1);
        assert_eq!(TABLE.release(first).unwrap().as_deref(), Some(&1));
        let (second, _) = TABLE.insert(Arc::new(2), None).unwrap();
        assert_ne!(first, second);
        assert_eq!(code(TABLE.get(first)), ErrorCode::InvalidHandle);
        assert_eq!(code(TABLE.release(first)), ErrorCode::InvalidHandle);
        assert_eq!(code(TABLE.retain(first)), ErrorCode::InvalidHandle);
        assert_eq!(*TABLE.get(second).unwrap(), 2);
        assert_eq!(TABLE.live(), 1);
        TABLE.release(second).unwrap();
        assert_eq!(TABLE.live(), 0);
    }

    #[test]
    fn null_other_kinds_and_addresses_are_refused() {
        static TABLE: Table<u32> = Table::new(59, "widget");
        let (thing, _) = OTHER.insert(Arc::new(1), None).unwrap();
        assert_eq!(code(TABLE.get(0)), ErrorCode::InvalidHandle);
        assert_eq!(code(TABLE.get(thing)), ErrorCode::InvalidHandle);
        assert_eq!(code(TABLE.get(&raw const TABLE as usize)), ErrorCode::InvalidHandle);
        OTHER.release(thing).unwrap();
    }

    #[test]
    fn references_are_counted_and_equal_objects_share_a_handle() {
        static TABLE: Table<u32> = Table::new(58, "widget");
        let (a, none) = TABLE.insert(Arc::new(1), Some(77)).unwrap();
        assert!(none.is_none());
        let (b, given_back) = TABLE.insert(Arc::new(2), Some(77)).unwrap();
        assert_eq!((a, given_back.as_deref()), (b, Some(&2)));
        assert_eq!(TABLE.find(77).map(|(value, object)| (value, *object)), Some((a, 1)));
        TABLE.retain(a).unwrap();
        assert!(TABLE.release(a).unwrap().is_none());
        assert!(TABLE.release(a).unwrap().is_none());
        assert!(TABLE.release(a).unwrap().is_some());
        assert!(TABLE.find(77).is_none());
    }

    #[test]
    fn threads_that_free_the_same_handle_drop_its_object_once() {
        static TABLE: Table<u32> = Table::new(57, "widget");
        for _ in 0..200 {
            let (value, _) = TABLE.insert(Arc::new(1), None).unwrap();
            let dropped: usize = std::thread::scope(|scope| {
                let threads: Vec<_> = (0..8)
                    .map(|_| scope.spawn(move || usize::from(matches!(TABLE.release(value), Ok(Some(_))))))
                    .collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).sum()
            });
            assert_eq!(dropped, 1);
        }
    }
}
