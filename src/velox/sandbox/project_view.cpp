// SPDX-License-Identifier: Apache-2.0
// Problem: a run may write anywhere in its project, many times a minute, and must never touch the real one. Idea: one
// copy, made by cloning extents where the file system can (FICLONE, copy_file_range), with modes and times kept so that
// what depends on them (build caches, make) behaves; afterwards a stamp per file tells what a run changed, and only that
// is copied again. Limits: kMaxFiles and kMaxBytes; hard links become separate files; a file that we may not read is left
// out, as the program could not read it either.
#include "velox/sandbox/project_view.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "velox/base/descriptor.hpp"
#include "velox/base/hash.hpp"

namespace velox::sandbox {

namespace {

constexpr std::size_t kMaxFiles = 20'000;
constexpr std::uint64_t kMaxBytes = 400ULL << 20;

bool is_one_of(const std::string& name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Our own folder: never seen by a program, never reported.
bool is_hidden(const std::string& name) { return name == ".velox"; }

// Made anew by tools whenever they miss it.
bool is_cache(const std::string& name) {
  return is_one_of(name, {"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".pytype"});
}

// Large, and never edited by us: shown from the original.
bool is_shared_folder(const fs::path& folder) {
  std::error_code error;
  return is_one_of(folder.filename().string(),
                   {".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox", ".nox", "__pypackages__"}) ||
         fs::exists(folder / "pyvenv.cfg", error) || fs::exists(folder / "CMakeCache.txt", error);
}

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000LL + time.tv_nsec; }

std::unexpected<Error> copy_error(const fs::path& path, int error) {
  return fail(ErrorCode::io, "cannot copy '" + path.string() + "': " + std::strerror(error));
}

// All bytes of one descriptor to another: shared extents, else in the kernel, else through us.
bool copy_bytes(int from, int to) {
  if (::ioctl(to, FICLONE, from) == 0) return true;
  while (true) {
    const ssize_t n = ::copy_file_range(from, nullptr, to, nullptr, 1 << 30, 0);
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
  }
  std::array<char, 65536> chunk;
  while (true) {
    const ssize_t n = ::read(from, chunk.data(), chunk.size());
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 || ::write(to, chunk.data(), static_cast<std::size_t>(n)) != n) return false;
  }
}

Result<void> copy_regular(const fs::path& from, const fs::path& to) {
  const Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!in.valid() && (errno == EACCES || errno == ENOENT)) return {};
  struct stat info{};
  if (!in.valid() || ::fstat(in.get(), &info) != 0) return copy_error(from, errno);
  const Descriptor out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  const std::array<timespec, 2> times{info.st_atim, info.st_mtim};
  if (!out.valid() || !copy_bytes(in.get(), out.get()) || ::fchmod(out.get(), info.st_mode & 0777) != 0 ||
      ::futimens(out.get(), times.data()) != 0)
    return copy_error(from, errno);
  return {};
}

// Links within the project become relative and links out of it absolute, so that both mean the same from the copy.
Result<void> copy_link(const fs::path& root, const fs::path& from, const fs::path& to) {
  std::error_code error;
  const fs::path target = fs::read_symlink(from, error);
  if (error) return copy_error(from, error.value());
  const fs::path whole = (target.is_absolute() ? target : from.parent_path() / target).lexically_normal();
  const fs::path inside = whole.lexically_relative(root);
  const bool leaves = inside.empty() || *inside.begin() == "..";
  fs::path kept = target;
  if (leaves)
    kept = whole;
  else if (target.is_absolute())
    kept = whole.lexically_relative(from.parent_path().lexically_normal());
  if (::symlink(kept.c_str(), to.c_str()) != 0) return copy_error(from, errno);
  return {};
}

// A relative path as the maps hold it; empty when it leads out of the project.
std::string tidy(const std::string& relative) {
  const fs::path path = fs::path(relative).lexically_normal();
  if (path.empty() || path.is_absolute() || *path.begin() == ".." || *path.begin() == "." || !path.has_filename())
    return {};
  return path.string();
}

// What identifies an entry that a run left behind; a link is not followed.
std::string digest_of(const fs::path& path) {
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(path, error)))
    return sha256_hex("link " + fs::read_symlink(path, error).string());
  return sha256_hex(read_file(path).value_or(std::string()));
}

// A plain write: nothing in the copy needs to survive a crash.
Result<void> write_copy(const fs::path& path, std::string_view bytes, mode_t mode) {
  const Descriptor out(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  while (out.valid() && !bytes.empty()) {
    const ssize_t n = ::write(out.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (!bytes.empty() || !out.valid() || ::fchmod(out.get(), mode) != 0) return copy_error(path, errno);
  return {};
}

bool passes_through_cache(const std::string& relative) {
  const fs::path path = relative;
  return relative.ends_with(".pyc") ||
         std::any_of(path.begin(), path.end(), [](const fs::path& part) { return is_cache(part.string()); });
}

}  // namespace

std::optional<ProjectView::Stamp> ProjectView::stamp_of(const fs::path& path) {
  struct stat info{};
  if (::lstat(path.c_str(), &info) != 0) return std::nullopt;
  return Stamp{static_cast<std::uint64_t>(info.st_size), nanoseconds(info.st_mtim), nanoseconds(info.st_ctim),
               info.st_ino, info.st_mode};
}

Result<ProjectView> ProjectView::create(const fs::path& root, const std::map<std::string, std::string>& files) {
  std::error_code error;
  const fs::path real = fs::canonical(root, error);
  if (error || !fs::is_directory(real, error))
    return fail(ErrorCode::not_found, "no project folder '" + root.string() + "'");
  ProjectView view(real, VX_TRY(TempDir::create("view-")));
  VX_TRY_CONTEXT("copying the project " + real.string(), view.copy_tree({}));
  for (const auto& [relative, bytes] : files) VX_TRY(view.put(relative, bytes));
  return view;
}

// Copies the content of one folder, whose own copy exists already.
Result<void> ProjectView::copy_tree(const fs::path& relative) {
  std::error_code error;
  for (fs::directory_iterator it(root_ / relative, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const fs::path inner = relative / name;
    const auto status = it->symlink_status(error);
    if (error) return copy_error(it->path(), error.value());
    if (is_hidden(name) || is_cache(name)) continue;
    if (!fs::is_directory(status)) {
      VX_TRY(copy_entry(inner));
    } else if (is_shared_folder(it->path())) {
      shared_.push_back(inner);
    } else {
      const auto mode = static_cast<mode_t>(status.permissions()) & 0777;
      if (::mkdir((content() / inner).c_str(), 0700) != 0 || ::chmod((content() / inner).c_str(), mode | 0700) != 0)
        return copy_error(it->path(), errno);
      folders_.insert(inner.string());
      VX_TRY(copy_tree(inner));
    }
  }
  if (error) return copy_error(root_ / relative, error.value());
  return {};
}

// Copies one file or link and stamps it. Sockets, pipes and devices are left out.
Result<void> ProjectView::copy_entry(const fs::path& relative) {
  const fs::path from = root_ / relative, to = content() / relative;
  const auto source = stamp_of(from);
  if (!source || (!S_ISREG(source->mode) && !S_ISLNK(source->mode))) return {};
  bytes_ += S_ISREG(source->mode) ? source->size : 0;
  if (stamps_.size() >= kMaxFiles || bytes_ > kMaxBytes)
    return fail(ErrorCode::unsupported,
                "the project is larger than " + std::to_string(kMaxFiles) + " files or " +
                    std::to_string(kMaxBytes >> 20) + " MiB",
                "name the folder that belongs to the program with --root DIR");
  VX_TRY(S_ISLNK(source->mode) ? copy_link(root_, from, to) : copy_regular(from, to));
  if (const auto stamp = stamp_of(to)) stamps_[relative.string()] = *stamp;
  return {};
}

Result<void> ProjectView::put(const std::string& relative, std::string_view bytes) {
  const std::string name = tidy(relative);
  if (name.empty()) return fail(ErrorCode::invalid, "'" + relative + "' is not a path within the project");
  replaced_[name] = std::string(bytes);
  for (fs::path folder = fs::path(name).parent_path(); !folder.empty(); folder = folder.parent_path())
    folders_.insert(folder.string());
  return restore(name);
}

Result<void> ProjectView::remove(const std::string& relative) {
  const std::string name = tidy(relative);
  if (name.empty()) return fail(ErrorCode::invalid, "'" + relative + "' is not a path within the project");
  replaced_.erase(name);
  stamps_.erase(name);
  std::error_code error;
  fs::remove(content() / name, error);
  return {};
}

bool ProjectView::is_shared(const fs::path& relative) const {
  return std::find(shared_.begin(), shared_.end(), relative) != shared_.end();
}

// Calls visit(relative, is_folder) for everything in the copy, folders before their content. Nothing of ours, nothing shared.
template <typename Visit>
void ProjectView::walk(const fs::path& relative, const Visit& visit) const {
  std::error_code error;
  std::vector<fs::path> folders;
  for (fs::directory_iterator it(content() / relative, error), end; !error && it != end; it.increment(error)) {
    const fs::path inner = relative / it->path().filename();
    std::error_code ignored;
    if (is_hidden(inner.filename().string()) || is_shared(inner)) continue;
    const bool folder = fs::is_directory(it->symlink_status(ignored));
    visit(inner, folder);
    if (folder) folders.push_back(inner);
  }
  for (const auto& folder : folders) walk(folder, visit);
}

// Makes the copy's folders usable again: a run may have removed them, replaced them or taken our rights.
Result<void> ProjectView::restore_folders() {
  ::chmod(content().c_str(), S_ISVTX | 0700);  // as TempDir makes it, so that what is left behind is known for ours
  for (const auto& folder : folders_) {        // sorted: parents come first
    const fs::path path = content() / folder;
    const auto stamp = stamp_of(path);
    std::error_code error;
    if (stamp && !S_ISDIR(stamp->mode)) fs::remove(path, error);
    if ((!stamp || !S_ISDIR(stamp->mode)) && ::mkdir(path.c_str(), 0700) != 0) return copy_error(path, errno);
    if (stamp && (stamp->mode & 0700) != 0700) ::chmod(path.c_str(), 0700);
  }
  return {};
}

// Brings one file of the copy back to what it should be.
Result<void> ProjectView::restore(const std::string& relative) {
  const fs::path to = content() / relative;
  VX_TRY(restore_folders());
  std::error_code error;
  fs::remove_all(to, error);
  if (const auto replaced = replaced_.find(relative); replaced != replaced_.end()) {
    struct stat original{};
    const bool exists = ::stat((root_ / relative).c_str(), &original) == 0;
    VX_TRY(write_copy(to, replaced->second, exists ? original.st_mode & 0777 : 0644));
    if (const auto stamp = stamp_of(to)) stamps_[relative] = *stamp;
    return {};
  }
  const Stamp expected = stamps_.at(relative);
  const auto original = stamp_of(root_ / relative);
  const bool same =
      original && (S_ISLNK(expected.mode) ? S_ISLNK(original->mode)
                                          : original->size == expected.size && original->mtime_ns == expected.mtime_ns);
  if (!same)
    return fail(ErrorCode::conflict, "'" + (root_ / relative).string() + "' was changed while Velox worked with it",
                "run again when the project is at rest");
  return copy_entry(relative);
}

Result<std::map<std::string, std::string>> ProjectView::reset() {
  std::map<std::string, std::string> written;
  std::vector<fs::path> extra;
  std::vector<std::string> spoilt;
  std::set<std::string> seen;
  const auto report = [&](const std::string& name, std::string digest) {
    if (!passes_through_cache(name)) written[name] = std::move(digest);
  };
  walk({}, [&](const fs::path& relative, bool folder) {
    const std::string name = relative.string();
    seen.insert(name);
    if (folder)
      ::chmod((content() / relative).c_str(), 0700 | (stamp_of(content() / relative).value_or(Stamp{}).mode & 0777));
    const auto known = stamps_.find(name);
    if (folder ? folders_.contains(name) : known != stamps_.end() && stamp_of(content() / relative) == known->second)
      return;
    if (!folder) report(name, digest_of(content() / relative));
    if (known != stamps_.end())
      spoilt.push_back(name);
    else
      extra.push_back(relative);
  });
  for (const auto& [name, stamp] : stamps_) {
    if (seen.contains(name)) continue;
    report(name, "");
    spoilt.push_back(name);
  }
  std::error_code error;
  for (const auto& relative : extra) fs::remove_all(content() / relative, error);
  VX_TRY(restore_folders());
  for (const auto& name : spoilt) VX_TRY(restore(name));
  return written;
}

}  // namespace velox::sandbox
