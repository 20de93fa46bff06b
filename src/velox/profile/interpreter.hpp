// SPDX-License-Identifier: Apache-2.0
// Finds and probes the Python that runs the target.
//
//   auto python = VX_TRY(find_interpreter({.root = project.root(), .runtime = runtime, .sandbox = &sandbox}));
//   python.version;      // "3.11.2"
//
// What lies inside the project is not trusted: an interpreter there is only ever started in the sandbox.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "velox/base/cancel.hpp"
#include "velox/base/error.hpp"
#include "velox/profile/target.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::profile {

struct InterpreterQuery {
  std::optional<std::string> wanted{};  ///< --python: a path, or a name on PATH
  fs::path root{};                      ///< project root
  fs::path runtime{};                   ///< the folder that holds probe.py
  sandbox::Sandbox* sandbox = nullptr;
  const CancelToken* cancel = nullptr;
  std::map<std::string, std::string> environment{};  ///< PATH, VIRTUAL_ENV, ...: usually current_environment()
};

/// An interpreter, and what only those ask for who compare several.
struct FoundInterpreter : Interpreter {
  std::string implementation;  ///< "CPython", "PyPy": as platform.python_implementation() says
};

/// `wanted`, else .venv or venv in the project, else VIRTUAL_ENV, else python3 or python on PATH. Shims (pyenv, asdf) are
/// followed to the executable behind them. Errors: not_found (lists what was looked for), unsupported (older than 3.9 or
/// not CPython-like; says which version it is), target_failed (it does not start; with its last words), io, cancelled.
Result<FoundInterpreter> find_interpreter(const InterpreterQuery& query);

}  // namespace velox::profile
