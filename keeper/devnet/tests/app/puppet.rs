//! Contracts that do what their message says: the message *is* the response. Assembled here, so that a test shows the
//! chain's rules and no contract's.

use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, ImportSection, MemArg, MemorySection, MemoryType, Module, TypeSection, ValType,
};

const DB_READ: u32 = 0;
const DB_WRITE: u32 = 1;
const QUERY_CHAIN: u32 = 2;

/// Where the constant regions lie: a region is offset, capacity and length, four bytes each.
const REPLY: i32 = 16;
const SEEN: i32 = 32;
const LAST: i32 = 48;
const ANSWER: i32 = 64;
const OK: i32 = 80;
const OK_JSON: &str = r#"{"ok":{"messages":[],"attributes":[],"events":[],"data":null}}"#;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Says what it is told.
    Puppet,
    /// Asks the chain what it is told and keeps the answer.
    Asker,
}

/// `execute` returns its message, which must be a result as contracts give it, and keeps it under `last`; a message that
/// begins with `"` loops for ever, one that is `0` traps. `instantiate` and `migrate` keep their message under `reply`;
/// `reply` keeps what it gets under `seen` and returns what is under `reply`. `query` returns its message.
pub fn puppet() -> Vec<u8> {
    assemble(Kind::Puppet)
}

/// `execute` takes its message for a query, keeps the chain's answer under `answer` and succeeds.
pub fn asker() -> Vec<u8> {
    assemble(Kind::Asker)
}

fn assemble(kind: Kind) -> Vec<u8> {
    let mut types = TypeSection::new();
    let params = |n: usize| vec![ValType::I32; n];
    for (arguments, results) in [(1, 1), (2, 0), (0, 0), (1, 0), (3, 1), (2, 1)] {
        types.ty().function(params(arguments), params(results));
    }
    let mut imports = ImportSection::new();
    imports.import("env", "db_read", EntityType::Function(0));
    imports.import("env", "db_write", EntityType::Function(1));
    imports.import("env", "query_chain", EntityType::Function(0));

    let entries: [(&str, u32, Function); 8] = [
        ("interface_version_8", 2, body(|_| {})),
        ("allocate", 0, allocate()),
        ("deallocate", 3, body(|_| {})),
        ("instantiate", 4, keep_script(2)),
        ("execute", 4, if kind == Kind::Puppet { execute() } else { ask() }),
        ("migrate", 5, keep_script(1)),
        ("reply", 5, reply()),
        (
            "query",
            5,
            body(|f| {
                f.instructions().local_get(1);
            }),
        ),
    ];
    let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
    for (index, (name, ty, function)) in (3..).zip(entries) {
        functions.function(ty);
        exports.export(name, ExportKind::Func, index);
        code.function(&function);
    }
    exports.export("memory", ExportKind::Memory, 0);

    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 64, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut globals = GlobalSection::new();
    let heap = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    globals.global(heap, &ConstExpr::i32_const(4096));

    let mut data = DataSection::new();
    let texts = [(REPLY, "reply"), (SEEN, "seen"), (LAST, "last"), (ANSWER, "answer"), (OK, OK_JSON)];
    for (number, (at, text)) in texts.into_iter().enumerate() {
        let (place, len) = (1024 + 256 * number as u32, text.len() as u32);
        let region = [place, len, len].map(u32::to_le_bytes).concat();
        data.active(0, &ConstExpr::i32_const(at), region);
        data.active(0, &ConstExpr::i32_const(place as i32), text.bytes());
    }

    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&memories).section(&globals);
    module.section(&exports).section(&code).section(&data);
    module.finish()
}

fn body(write: impl FnOnce(&mut Function)) -> Function {
    let mut function = Function::new([]);
    write(&mut function);
    function.instructions().end();
    function
}

fn at(offset: u64) -> MemArg {
    MemArg { offset, align: 2, memory_index: 0 }
}

/// Takes the next bytes of memory for a region and its content.
fn allocate() -> Function {
    let mut f = Function::new([(1, ValType::I32)]);
    let mut i = f.instructions();
    i.global_get(0).local_set(1);
    i.local_get(1).local_get(1).i32_const(12).i32_add().i32_store(at(0));
    i.local_get(1).local_get(0).i32_store(at(4));
    i.local_get(1).i32_const(0).i32_store(at(8));
    i.local_get(1).local_get(0).i32_add().i32_const(16).i32_add().global_set(0);
    i.local_get(1).end();
    f
}

fn keep_script(message: u32) -> Function {
    body(|f| {
        f.instructions().i32_const(REPLY).local_get(message).call(DB_WRITE).i32_const(OK);
    })
}

fn execute() -> Function {
    let mut f = Function::new([(1, ValType::I32)]);
    let mut i = f.instructions();
    let byte = MemArg { offset: 0, align: 0, memory_index: 0 };
    i.local_get(2).i32_load(at(0)).i32_load8_u(byte).local_set(3);
    i.local_get(3).i32_const(i32::from(b'"')).i32_eq().if_(BlockType::Empty);
    i.loop_(BlockType::Empty).br(0).end().end();
    i.local_get(3).i32_const(i32::from(b'0')).i32_eq().if_(BlockType::Empty).unreachable().end();
    i.i32_const(LAST).local_get(2).call(DB_WRITE);
    i.local_get(2).end();
    f
}

fn ask() -> Function {
    body(|f| {
        f.instructions().i32_const(ANSWER).local_get(2).call(QUERY_CHAIN).call(DB_WRITE).i32_const(OK);
    })
}

fn reply() -> Function {
    body(|f| {
        f.instructions().i32_const(SEEN).local_get(1).call(DB_WRITE).i32_const(REPLY).call(DB_READ);
    })
}
