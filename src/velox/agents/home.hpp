// SPDX-License-Identifier: Apache-2.0
// The `.velox` folder of a project: the only place in a project where Velox writes unasked. Owns every path name in it.
// It ignores itself in git. If it cannot be written (a read-only project), a folder of the user's cache stands in for it.
#pragma once

#include <memory>
#include <optional>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/store/store.hpp"

namespace velox::agents {

/// A folder of the user for what can be made again, such as findings; it need not exist.
fs::path cache_folder();

class Home {
 public:
  /// Creates the folder when missing.
  static Result<Home> open(const fs::path& root);

  /// The one that holds results of this project already, inside or outside of it; creates nothing.
  static std::optional<Home> existing(const fs::path& root);

  const fs::path& folder() const { return folder_; }
  fs::path database() const { return folder_ / "velox.db"; }
  /// Recorded calls and circumstances of accepted patches, one folder each (bundle_evidence.hpp).
  fs::path evidence() const { return folder_ / "evidence"; }
  /// Trained policies, and which of them is in use (policy_shelf.hpp).
  fs::path policies() const { return folder_ / "policy"; }
  /// True when the folder stands outside the project because the project is read-only.
  bool outside_project() const { return outside_; }

  /// One optimize, apply or rollback at a time in a project. Error conflict names the process that holds it.
  Result<FileLock> lock() const;
  Result<std::unique_ptr<store::Store>> open_store() const;

 private:
  fs::path folder_;
  bool outside_ = false;
};

}  // namespace velox::agents
