// SPDX-License-Identifier: Apache-2.0
// Programs whose outcomes are to be recorded: a folder with a workload.py, a file, every program of a corpus, or an installed library
// with a workload. Each is worked on in a private copy, so that nothing is ever written where it lies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/agents/options.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/profile/target.hpp"

namespace velox::agents {

struct Program {
  std::string name;                  ///< "web/session_store"
  std::string family;                ///< "web": programs of one family are never split between training and examination
  fs::path folder;                   ///< that is copied: the program's own, or a file's project
  std::vector<std::string> targets;  ///< within the folder; empty: every source file but the workload
  std::optional<std::string> library;  ///< the name by which an installed one is imported; `folder` is empty then
  std::optional<fs::path> workload;    ///< a file that is copied beside it, as workload.py
};

inline constexpr const char* kWorkloadFile = "workload.py";

/// A folder with a workload.py, or a file of a project. Errors: not_found, usage.
Result<Program> program_at(const fs::path& path);
/// Every FAMILY/NAME below a folder that has a workload.py, sorted. Errors: not_found, when there is none.
Result<std::vector<Program>> programs_below(const fs::path& folder);
/// An installed library, as the interpreter finds it, with a workload of somebody's. Errors: usage, not_found (no such file).
Result<Program> library_program(const std::string& name, const fs::path& workload);

/// A copy that is gone when this is.
struct ProgramCopy {
  TempDir scratch;
  fs::path root;
  std::vector<std::string> targets;  ///< absolute
  std::string digest;                ///< of every file's path and bytes
};

/// `python` is asked where a library lies. Hidden folders, caches of compiled files and links are left out. Errors: io; not_found: the
/// interpreter knows no such library, or the folder has no source file; invalid: more than kMostCopied bytes.
Result<ProgramCopy> copy_program(const Program& program, const profile::Interpreter& python, const CancelToken* cancel);
inline constexpr std::uintmax_t kMostCopied = 128U << 20;

}  // namespace velox::agents
