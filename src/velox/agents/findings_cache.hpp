// SPDX-License-Identifier: Apache-2.0
// Findings of a project's files, kept between runs so that only files that changed are read again.
//
// A file is the same when its content has the same digest. That it is can be told without reading it when size, times and inode
// are as they were, and when those were no longer young as they were looked at: a file that is written twice within one tick
// of its file system's clock looks the same both times (as git has it: Documentation/technical/racy-git).
//
// One file for each project and key in the user's cache folder, so that read-only projects have one too. It is replaced as a
// whole: of two programs that write at once, one wins. Damaged bytes give an empty cache.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"

namespace velox::agents {

/// What tells, without reading a file, that it was not written since.
struct FileStamp {
  std::uint64_t size = 0, inode = 0;
  std::int64_t modified_ns = 0, changed_ns = 0;  ///< since the epoch: of the content, of content or properties
  bool settled = false;  ///< both times are old enough that a later write would have changed them
  /// The same file with the same times.
  bool same_as(const FileStamp& other) const;
};

/// Of the file that a path leads to. Errors: not_found, io.
Result<FileStamp> stamp_of(const fs::path& path);

/// Says which program this is: another build of it gives another text.
std::string program_stamp();

class FindingsCache {
 public:
  /// The cache of a project under a key, which stands for everything but the files that findings depend on. Empty when there is
  /// none, or it is damaged, or somebody else's.
  static FindingsCache open(const fs::path& folder, const fs::path& root, std::string_view key);

  /// There was one for this key, so that the rules it was made with are known to be fine.
  bool found() const { return found_; }
  bool knows(const std::string& file) const { return entries_.contains(file); }
  /// The packed findings of a file that is as it was; nullopt when its content has to be looked at. Safe to call from several
  /// threads, as is the next.
  std::optional<std::string_view> unchanged(const std::string& file, const FileStamp& stamp) const;
  /// The same for a file with this digest.
  std::optional<std::string_view> with_content(const std::string& file, std::string_view content) const;

  /// Findings of a file, which replace older ones.
  void put(const std::string& file, const FileStamp& stamp, std::string content, std::string packed);
  /// The file with known findings has this stamp now.
  void restamp(const std::string& file, const FileStamp& stamp);
  /// Forgets the files for which `gone(file)` is true.
  template <typename Gone>
  void forget_if(Gone&& gone) {
    changed_ |= std::erase_if(entries_, [&](const auto& entry) { return gone(entry.first); }) > 0;
  }

  /// Writes what changed, and removes the oldest caches when all of them together take more than their share.
  /// Errors: io; the old cache then stays.
  Result<void> save();

 private:
  struct Entry {
    FileStamp stamp;
    std::string content;      // its digest
    std::string_view packed;  // in bytes_ or owned_
  };
  bool read();

  fs::path file_;
  std::string key_;
  std::shared_ptr<const std::string> bytes_;
  std::deque<std::string> owned_;
  std::map<std::string, Entry, std::less<>> entries_;
  bool found_ = false, changed_ = false;
};

}  // namespace velox::agents
