// SPDX-License-Identifier: Apache-2.0
// The values that describe what a run works on: the target's interpreter, a command that exercises it, its tests.
// Plain values, no behaviour; safe to copy between threads.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "velox/base/file_system.hpp"

namespace velox::profile {

/// The target's interpreter, as probed.
struct Interpreter {
  fs::path executable;
  std::string version;  ///< "3.11.2"
  int major = 3, minor = 9;
  std::vector<fs::path> readable;          ///< prefixes and site-packages the sandbox must show
  std::map<std::string, std::string> env;  ///< for every run of it, such as PYTHONUSERBASE; usually empty
  bool has_pytest = false;
};

/// A command that exercises the project.
struct Workload {
  std::vector<std::string> argv;  ///< as run from `cwd`; argv[0] resolved
  fs::path cwd;
  std::map<std::string, std::string> env;
  std::vector<fs::path> readable;  ///< what it reads beside the project and the interpreter (drivers of ours)
  std::string description;         ///< "report.py's __main__ part", for people
  double timeout_s = 120;
};

/// Tests of the project that reach a unit. `ids` are pytest node ids; when empty, `argv` is run whole and its exit status
/// compared.
struct TestSelection {
  std::vector<std::string> argv;  ///< "python -m pytest -q ...", ids are appended
  std::vector<std::string> ids;
  fs::path cwd;
  std::map<std::string, std::string> env;  ///< such as PYTHONPATH for a src/ folder that is not installed
};

}  // namespace velox::profile
