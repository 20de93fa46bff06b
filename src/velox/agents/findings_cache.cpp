// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/findings_cache.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <vector>

#include "velox/base/digest.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/packing.hpp"

namespace velox::agents {

namespace {

constexpr std::string_view kMagic = "velox findings 1\n";
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kSettled = 2 * kSecond;       // the coarsest clock of a file system in use: FAT's
constexpr std::uintmax_t kMostBytes = 256ULL << 20;  // of all caches together
constexpr std::uintmax_t kMostOfOne = kMostBytes / 4;

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * kSecond + time.tv_nsec; }

std::int64_t now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

/// Nobody else put it there: the folder may be one below /tmp when no home is known.
bool is_ours(const fs::path& path) {
  struct stat info{};
  return ::lstat(path.c_str(), &info) == 0 && !S_ISLNK(info.st_mode) && info.st_uid == ::geteuid() &&
         (info.st_mode & S_IWOTH) == 0;
}

struct CacheFile {
  fs::path path;
  std::uintmax_t size = 0;
  fs::file_time_type written;
};

void remove_oldest(const fs::path& folder) {
  std::vector<CacheFile> files;
  std::uintmax_t total = 0;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code gone;
    CacheFile file{it->path(), it->file_size(gone), {}};
    if (!gone) file.written = it->last_write_time(gone);
    if (gone) continue;
    total += file.size;
    files.push_back(std::move(file));
  }
  std::ranges::sort(files, {}, &CacheFile::written);
  for (const auto& file : files) {
    if (total <= kMostBytes) break;
    total -= file.size;
    fs::remove(file.path, error);
  }
}

}  // namespace

bool FileStamp::same_as(const FileStamp& other) const {
  return size == other.size && inode == other.inode && modified_ns == other.modified_ns &&
         changed_ns == other.changed_ns;
}

Result<FileStamp> stamp_of(const fs::path& path) {
  struct stat info{};
  const auto now = now_ns();
  if (::stat(path.c_str(), &info) != 0)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("cannot look at '{}': {}", path.string(), std::strerror(errno)));
  FileStamp stamp;
  stamp.size = static_cast<std::uint64_t>(info.st_size);
  stamp.inode = static_cast<std::uint64_t>(info.st_ino);
  stamp.modified_ns = nanoseconds(info.st_mtim);
  stamp.changed_ns = nanoseconds(info.st_ctim);
  stamp.settled = std::max(stamp.modified_ns, stamp.changed_ns) + kSettled < now;
  return stamp;
}

std::string program_stamp() {
  const auto stamp = stamp_of("/proc/self/exe");
  if (!stamp) return {};
  return fmt::format("{} {} {} {}", stamp->size, stamp->inode, stamp->modified_ns, stamp->changed_ns);
}

FindingsCache FindingsCache::open(const fs::path& folder, const fs::path& root, std::string_view key) {
  FindingsCache cache;
  cache.key_ = digest(key);
  // The key in the name lets caches of several settings live side by side, the one in the file makes sure.
  cache.file_ = folder / fmt::format("{}-{}", short_hash(root.string(), 16), short_hash(key, 16));
  cache.found_ = is_ours(folder) && is_ours(cache.file_) && cache.read();
  if (!cache.found_) cache.entries_.clear();
  return cache;
}

bool FindingsCache::read() {
  auto bytes = read_file(file_);
  if (!bytes || !bytes->starts_with(kMagic) || bytes->size() < kMagic.size() + kDigestSize) return false;
  bytes_ = std::make_shared<const std::string>(*std::move(bytes));
  const auto body = std::string_view(*bytes_).substr(kMagic.size() + kDigestSize);
  if (digest(body) != std::string_view(*bytes_).substr(kMagic.size(), kDigestSize)) return false;
  Unpacker in(body);
  if (in.text() != key_) return false;
  for (auto count = in.number(); count > 0 && in.whole(); --count) {
    const auto file = in.text();
    Entry entry;
    entry.stamp.size = in.number();
    entry.stamp.inode = in.number();
    entry.stamp.modified_ns = static_cast<std::int64_t>(in.number());
    entry.stamp.changed_ns = static_cast<std::int64_t>(in.number());
    entry.stamp.settled = in.number() != 0;
    entry.content = in.text();
    entry.packed = in.text();
    entries_.emplace_hint(entries_.end(), file, std::move(entry));
  }
  return in.done();
}

std::optional<std::string_view> FindingsCache::unchanged(const std::string& file, const FileStamp& stamp) const {
  const auto found = entries_.find(file);
  if (found == entries_.end() || !found->second.stamp.settled || !found->second.stamp.same_as(stamp))
    return std::nullopt;
  return found->second.packed;
}

std::optional<std::string_view> FindingsCache::with_content(const std::string& file, std::string_view content) const {
  const auto found = entries_.find(file);
  return found != entries_.end() && found->second.content == content ? std::optional(found->second.packed)
                                                                     : std::nullopt;
}

void FindingsCache::put(const std::string& file, const FileStamp& stamp, std::string content, std::string packed) {
  owned_.push_back(std::move(packed));
  entries_[file] = {stamp, std::move(content), owned_.back()};
  changed_ = true;
}

void FindingsCache::restamp(const std::string& file, const FileStamp& stamp) {
  const auto found = entries_.find(file);
  if (found == entries_.end()) return;
  changed_ |= !found->second.stamp.same_as(stamp) || found->second.stamp.settled != stamp.settled;
  found->second.stamp = stamp;
}

Result<void> FindingsCache::save() {
  if (!changed_) return {};
  Packer out;
  out.text(key_);
  out.number(entries_.size());
  for (const auto& [file, entry] : entries_) {
    out.text(file);
    out.number(entry.stamp.size);
    out.number(entry.stamp.inode);
    out.number(static_cast<std::uint64_t>(entry.stamp.modified_ns));
    out.number(static_cast<std::uint64_t>(entry.stamp.changed_ns));
    out.number(entry.stamp.settled ? 1 : 0);
    out.text(entry.content);
    out.text(entry.packed);
  }
  const auto body = out.take();
  if (body.size() > kMostOfOne) return fail(ErrorCode::io, "the cache would take more than its share");
  VX_TRY(make_folder(file_.parent_path()));
  VX_TRY(write_file_atomic(file_, std::string(kMagic) + digest(body) + body));
  remove_oldest(file_.parent_path());
  changed_ = false;
  return {};
}

}  // namespace velox::agents
