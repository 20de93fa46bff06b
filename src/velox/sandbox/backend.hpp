// SPDX-License-Identifier: Apache-2.0
// The seam between the back ends and what they share: a back end turns a job into a Preparation, `PreparedSandbox` runs it.
#pragma once

#include <memory>
#include <string>

#include "velox/sandbox/job_process.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::sandbox {

class Preparer {
 public:
  virtual ~Preparer() = default;
  virtual Backend backend() const = 0;
  virtual std::string description() const = 0;
  virtual Result<Preparation> prepare(const Job& job) = 0;
};

/// Each finds out whether the machine has what it needs. Error unsupported with the reason.
Result<std::unique_ptr<Preparer>> make_bwrap_preparer();
Result<std::unique_ptr<Preparer>> make_landlock_preparer();
Result<std::unique_ptr<Preparer>> make_none_preparer();

/// PATH, LANG, HOME, TMPDIR and what the job adds.
std::map<std::string, std::string> job_environment(const Job& job, const std::string& temporary);

/// Error unsupported when a component of `relative` is a symbolic link in the copy. Programs write there, so before we make,
/// mount or remove anything at such a place, nobody may have bent the way to it.
Result<void> refuse_planted_link(const ProjectView& view, const fs::path& relative);

std::unique_ptr<Sandbox> make_sandbox(std::unique_ptr<Preparer> preparer);

}  // namespace velox::sandbox
