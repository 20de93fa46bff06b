// SPDX-License-Identifier: Apache-2.0
// A private, writable copy of a project with some files replaced, that a sandboxed process sees in place of the real one.
// The real project is never written by anything that runs. Folders that are large and never edited (.git, virtual
// environments, node_modules) are not copied but shown read-only; caches (__pycache__, .mypy_cache, ...) and sockets are
// left out. Not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"

namespace velox::sandbox {

class ProjectView {
 public:
  /// Copies `root` (hidden: `.velox`) and applies `files`: path relative to the root -> whole new content.
  /// Errors: io; unsupported when the project is larger than the bounds (the hint names --root).
  static Result<ProjectView> create(const fs::path& root, const std::map<std::string, std::string>& files);

  const fs::path& root() const { return root_; }           ///< the project's real path
  const fs::path& content() const { return dir_.path(); }  ///< where the copy is
  /// Folders of the project, relative, that are shown from the original, read-only.
  const std::vector<fs::path>& shared() const { return shared_; }

  /// Replaces or adds one file in the copy. Error invalid when `relative` leads out of the project.
  Result<void> put(const std::string& relative, std::string_view bytes);
  /// Takes a file out of the copy. Error invalid as for put(); a file that is not there is none.
  Result<void> remove(const std::string& relative);
  /// Undoes what runs wrote: changed, added and removed files. Returns what it found, relative path -> SHA-256 of the new
  /// content ("" = removed), which is how "files written" of two runs are compared. Caches are undone, not reported.
  /// Error conflict when a file to be restored has changed in the real project since the view was made.
  Result<std::map<std::string, std::string>> reset();

 private:
  ProjectView(fs::path root, TempDir dir) : root_(std::move(root)), dir_(std::move(dir)) {}
  // What tells whether an entry of the copy was touched: the change time can't be set back by a program.
  struct Stamp {
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::int64_t ctime_ns = 0;
    std::uint64_t inode = 0;
    std::uint32_t mode = 0;
    bool operator==(const Stamp&) const = default;
  };
  using Stamps = std::map<std::string, Stamp>;

  static std::optional<Stamp> stamp_of(const fs::path& path);
  Result<void> copy_tree(const fs::path& relative);
  Result<void> copy_entry(const fs::path& relative);
  Result<void> restore(const std::string& relative);
  Result<void> restore_folders();
  bool is_shared(const fs::path& relative) const;
  template <typename Visit>
  void walk(const fs::path& relative, const Visit& visit) const;

  fs::path root_;
  TempDir dir_;
  std::vector<fs::path> shared_;
  Stamps stamps_;  // files and links of the copy as they should be
  std::set<std::string> folders_;
  std::map<std::string, std::string> replaced_;
  std::uint64_t bytes_ = 0;
};

}  // namespace velox::sandbox
