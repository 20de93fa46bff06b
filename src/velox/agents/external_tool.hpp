// SPDX-License-Identifier: Apache-2.0
// A program that its user has installed and that Velox asks about a text: ruff, black. It gets the text by stdin and gives its
// answer by stdout; it is run in the sandbox, sees no file of the project that is not named, and changes none. Nothing is ever
// installed. Not thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/cancel.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/profile/target.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::agents {

/// Where tools are looked for, and how they are run.
struct ToolPlaces {
  profile::Interpreter python;                     ///< what is installed beside it comes first
  std::map<std::string, std::string> environment;  ///< PATH: usually current_environment()
  sandbox::Sandbox* sandbox = nullptr;
  const CancelToken* cancel = nullptr;
};

class ExternalTool {
 public:
  /// The program of this name beside the interpreter, or the first on PATH.
  static std::optional<ExternalTool> find(const std::string& name, const ToolPlaces& places);

  const fs::path& executable() const { return executable_; }

  /// Its stdout, which may be as long as the sandbox's limit for output. `readable`: files that it needs. Errors:
  /// target_failed, with its last words, when its exit status is not 0 or it takes more than kToolSeconds; cancelled.
  Result<std::string> run(const std::vector<std::string>& arguments, std::string text,
                          const std::vector<fs::path>& readable = {}) const;

 private:
  ExternalTool(fs::path executable, const ToolPlaces& places);

  fs::path executable_;
  std::vector<fs::path> readable_;
  std::map<std::string, std::string> environment_;
  sandbox::Sandbox* sandbox_;
  const CancelToken* cancel_;
};

inline constexpr double kToolSeconds = 10;

}  // namespace velox::agents
