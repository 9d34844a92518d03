"""Only mine: reflections, preparation, drafts, and marks on suggestions. None of it is ever on the ledger.

A person's writing is a notebook of sheets, encrypted in their browser; what stands here are ciphertexts, and
keys wrapped by a passphrase, a passkey or a printed recovery key that never leave the device:

    notebook   the wrapped keys and the sealed index, each with the number of its version
    sheet      one sealed page under a name of the browser's choosing, with the number of its version
    mark       "not now", "useful" or "not useful" beside a suggestion: plain, its writer's alone

static/private/ is the other half: it seals and opens, and refuses whatever this half should get wrong or
make up. docs/private-format.md says how all of it is written down.
"""
