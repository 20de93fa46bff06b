// SPDX-License-Identifier: Apache-2.0
// Files as whole byte strings. Writes are atomic: a temporary file in the same folder, fsync, rename - a reader or a
// crash sees the old bytes or the new ones, never a mixture. Thread-safe (no shared state).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "velox/base/error.hpp"

namespace velox {

namespace fs = std::filesystem;

/// Reads a regular file. Errors: not_found, io (with the system's reason).
Result<std::string> read_file(const fs::path& path);

enum class KeepMode { yes, no };
/// Replaces or creates `path` atomically. With KeepMode::yes an existing file's permission bits and, where allowed,
/// owner are kept. A symbolic link is followed: its target is replaced, the link stays. Devices and
/// named pipes are written to and never replaced.
Result<void> write_file_atomic(const fs::path& path, std::string_view bytes, KeepMode keep = KeepMode::yes);

/// Creates the folder and its parents; no error when it is there.
Result<void> make_folder(const fs::path& path);

/// A private folder, removed with all its content on destruction. Move-only. It is locked (flock) as long as it is in use,
/// so that one which a killed process left behind can be told apart.
class TempDir {
 public:
  /// Named "velox-", `prefix`, and six more characters; below `parent`, or the system's temporary folder when empty.
  static Result<TempDir> create(std::string_view prefix, const fs::path& parent = {});
  TempDir(TempDir&& other) noexcept;
  TempDir& operator=(TempDir&& other) noexcept;
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();
  const fs::path& path() const { return path_; }

 private:
  TempDir(fs::path path, int lock) : path_(std::move(path)), lock_(lock) {}
  fs::path path_;
  int lock_ = -1;
};

/// Removes what TempDir made for this user, nobody has locked, and is a minute old or more. A person's own folder of such a name stays.
void remove_abandoned_temp_dirs();

/// An advisory exclusive lock on a file (flock), released on destruction or when the process dies. Move-only.
class FileLock {
 public:
  /// Does not wait. Error conflict when somebody else holds it; the message names the holder's process id if known.
  static Result<FileLock> acquire(const fs::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace velox
