"""Compile, in Pyodide, the standard-library modules that the live pages load: twice as fast.

    node in_pyodide.mjs FOLDER_OF_PYODIDE precompile.py BOOK.zip NEW.zip

NEW.zip is Pyodide's own `python_stdlib.zip`, but that these modules are bytecode instead of source.
"""

import py_compile
import sys
import tempfile
import zipfile
from importlib import import_module
from pathlib import Path

book, new = ("/host" + path for path in sys.argv[1:])
sys.path.insert(0, book)
for module in ("press.runtime.session", "press.runtime.figure", "minigrad"):
    import_module(module)
specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
loaded = {spec.origin for spec in specs if spec is not None}

library = next(path for path in sys.path if path.endswith(".zip") and path != book)
scratch = Path(tempfile.mkdtemp())
with zipfile.ZipFile(library) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
    for name in sorted(old.namelist()):
        content, origin = old.read(name), f"{library}/{name}"
        if origin in loaded:
            (scratch / "source.py").write_bytes(content)
            py_compile.compile(
                str(scratch / "source.py"),
                str(scratch / "compiled.pyc"),
                dfile=origin,
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
            content = (scratch / "compiled.pyc").read_bytes()
            name += "c"
        out.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)  # dated 1980
