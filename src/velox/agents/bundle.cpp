// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/agents/patches.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/sandbox/project_view.hpp"

namespace velox::agents {

namespace {

constexpr const char* kSchema = "velox.bundle/1";
constexpr const char* kManifest = "manifest.json";
constexpr std::uint64_t kMostProjectBytes = 64ULL << 20;

bool may_hold_secrets(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(".env") || name == ".netrc" || name == ".pypirc" || name.ends_with(".pem") ||
         name.ends_with(".key") || name.starts_with("id_rsa") || name.starts_with("id_ed25519");
}

// The project as the patch was judged in: the run's earlier patches are in, later ones and itself are not, whatever has been
// applied since.
Result<std::map<std::string, std::string>> files_as_judged(Memory& memory, const store::PatchRecord& record,
                                                           const experiment::VerifiedPatch& patch) {
  std::map<std::string, std::string> files;
  for (const auto& other : VX_TRY(memory.patches(record.run))) {
    const Json body = VX_TRY(json::parse(other.body, "the stored patch " + other.id));
    const auto earlier = VX_TRY(experiment::VerifiedPatch::from_json(body));
    if (other.position < record.position)
      files[earlier.file()] = earlier.after();
    else
      files.emplace(earlier.file(), earlier.before());
  }
  files[patch.file()] = patch.before();
  return files;
}

class Writer {
 public:
  explicit Writer(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> put(const std::string& relative, std::string_view bytes) {
    const fs::path path = folder_ / relative;
    VX_TRY(make_folder(path.parent_path()));
    VX_TRY(write_file_atomic(path, bytes));
    hashes_[relative] = sha256_hex(bytes);
    summary.bytes += bytes.size();
    ++summary.files;
    return {};
  }

  // Regular files only: a link would mean something else where the bundle is read.
  Result<void> put_tree(const fs::path& from, const std::string& below, std::uint64_t most_bytes) {
    std::uint64_t sum = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
      const std::string relative = it->path().lexically_relative(from).string();
      std::error_code ignored;
      if (it->is_symlink(ignored) || may_hold_secrets(it->path())) {
        summary.left_out.push_back(relative);
        if (it->is_directory(ignored)) it.disable_recursion_pending();
        continue;
      }
      if (!it->is_regular_file(ignored)) continue;
      sum += it->file_size(ignored);
      if (sum > most_bytes) {
        return fail(ErrorCode::unsupported,
                    fmt::format("the project is larger than the {} MiB that a bundle holds", most_bytes >> 20));
      }
      VX_TRY(put(fmt::format("{}/{}", below, relative), VX_TRY(read_file(it->path()))));
    }
    if (error) return fail(ErrorCode::io, "cannot read " + from.string() + ": " + error.message());
    return {};
  }

  Result<void> finish(const experiment::VerifiedPatch& patch, const std::string& velox_version) {
    Json files = Json::object();
    for (const auto& [name, hash] : hashes_) files[name] = hash;
    const Json manifest = {{"schema", kSchema},
                           {"patch", patch.id()},
                           {"velox", velox_version},
                           {"written_at", utc_timestamp()},
                           {"left_out", summary.left_out},
                           {"files", std::move(files)}};
    return write_file_atomic(folder_ / kManifest, json::dump(manifest, 1) + "\n");
  }

  BundleSummary summary;

 private:
  fs::path folder_;
  std::map<std::string, std::string> hashes_;
};

std::string readme(const experiment::VerifiedPatch& patch, const Json& evidence) {
  const auto& verdict = patch.verdict();
  const auto& counts = verdict.equivalence;
  std::string text = fmt::format(
      "Evidence for patch {}\n\n"
      "It changes {} in {} (change.diff) and was accepted by Velox:\n  {}\n\n"
      "It was compared on {} recorded calls, {} made ones and {} that were held out to the end; {} of {} tests passed\n"
      "before and after; {} whole runs agreed. Assurance: {}.\n",
      patch.id(), patch.candidate().unit.qualname, patch.file(), verdict.reason, counts.captured, counts.generated,
      counts.held_out, counts.tests_passed, counts.tests_run, counts.whole_runs, model::to_string(verdict.assurance));
  for (const std::string& assumption : verdict.assumptions) text += "  it assumes: " + assumption + "\n";
  text += fmt::format(
      "Judged with CPython {} on {}, seed {}.\n\n"
      "To judge it again, on this or another machine:\n\n    velox verify THIS_FOLDER\n\n"
      "before/ and after/ hold the changed file both ways, project/ the project it was judged in, evidence/ the "
      "recorded\n"
      "arguments (Python pickles: open them only in a sandbox, as `velox verify` does), workload and tests commands.\n"
      "Before you pass this folder on, look through project/ and evidence/: they hold your code and data that it was "
      "called "
      "with.\n",
      json::string_or(evidence, "python"), json::string_or(evidence, "machine"), json::integer_or(evidence, "seed"));
  return text;
}

Result<void> fill(Writer& writer, Memory& memory, const store::PatchRecord& record,
                  const experiment::VerifiedPatch& patch, const std::string& velox_version) {
  const fs::path kept = memory.home().evidence() / patch.id();
  if (!fs::exists(kept)) {
    return fail(ErrorCode::not_found, "the recorded calls of patch " + patch.id() + " are not kept any more",
                "Run `velox optimize` again: the newest patches keep theirs.");
  }
  const Json evidence = VX_TRY(read_evidence_document(kept));
  const auto files = VX_TRY(files_as_judged(memory, record, patch));
  const auto view = VX_TRY(sandbox::ProjectView::create(memory.root(), files));
  VX_TRY(writer.put_tree(view.content(), "project", kMostProjectBytes));
  VX_TRY(writer.put_tree(kept, "evidence", 2 * kMostBytesOfPatch));
  VX_TRY(writer.put("before/" + patch.file(), patch.before()));
  VX_TRY(writer.put("after/" + patch.file(), patch.after()));
  VX_TRY(writer.put("change.diff", combined_diff({patch})));
  VX_TRY(writer.put("patch.json", json::dump(patch.to_json(), 1) + "\n"));
  VX_TRY(writer.put("README.txt", readme(patch, evidence)));
  return writer.finish(patch, velox_version);
}

bool has_content(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error));
}

Result<void> check_files(const fs::path& folder, const Json& files) {
  std::set<std::string> expected;
  for (const auto& [name, hash] : files.items()) {
    expected.insert(name);
    std::error_code error;
    const fs::path path = name;
    if (path.is_absolute() || path != path.lexically_normal() || *path.begin() == "..")
      return fail(ErrorCode::invalid, fmt::format("the manifest lists {}, which is no place in the bundle", name));
    if (!fs::is_regular_file(fs::symlink_status(folder / name, error)))
      return fail(ErrorCode::invalid, fmt::format("the bundle lacks {}, which its manifest lists", name));
    const std::string bytes = VX_TRY(read_file(folder / name));
    if (!hash.is_string() || sha256_hex(bytes) != hash.get<std::string>())
      return fail(ErrorCode::invalid, fmt::format("{} was changed after the bundle was written", name));
  }
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().lexically_relative(folder).string();
    std::error_code ignored;
    const auto status = it->symlink_status(ignored);
    if (fs::is_directory(status) || name == kManifest) continue;
    if (!fs::is_regular_file(status) || !expected.contains(name))
      return fail(ErrorCode::invalid,
                  fmt::format("{} does not belong to the bundle: its manifest does not list it", name));
  }
  if (error) return fail(ErrorCode::io, "cannot read " + folder.string() + ": " + error.message());
  return {};
}

}  // namespace

Result<BundleSummary> write_bundle(Memory& memory, const std::string& id, const fs::path& folder,
                                   const std::string& velox_version) {
  const auto records = VX_TRY(memory.patches_of(id));
  if (records.size() != 1) {
    std::vector<std::string> ids;
    for (const auto& record : records) ids.push_back(record.id);
    return fail(ErrorCode::usage, "a bundle is of one patch, and there are several: " + text::join(ids, ", "),
                "Name one of them.");
  }
  if (has_content(folder)) return fail(ErrorCode::conflict, folder.string() + " is there already and not empty");
  const Json body = VX_TRY(json::parse(records.front().body, "the stored patch " + records.front().id));
  const auto patch = VX_TRY(experiment::VerifiedPatch::from_json(body));
  const fs::path whole = fs::absolute(folder / "").parent_path();
  VX_TRY(make_folder(whole.parent_path()));
  // Made beside its place and moved there, so that a bundle is complete or not there.
  auto making = VX_TRY(TempDir::create("bundle-", whole.parent_path()));
  const fs::path content = making.path() / "bundle";
  Writer writer(content);
  VX_TRY(fill(writer, memory, records.front(), patch, velox_version));
  std::error_code error;
  fs::rename(content, whole, error);
  if (error) return fail(ErrorCode::io, "cannot write " + whole.string() + ": " + error.message());
  writer.summary.patch = patch.id();
  writer.summary.folder = folder;
  return std::move(writer.summary);
}

Result<Bundle> read_bundle(const fs::path& given) {
  std::error_code error;
  const fs::path folder = fs::canonical(given, error);
  if (error || !fs::is_directory(folder, error))
    return fail(ErrorCode::not_found, "there is no folder " + given.string());
  if (!fs::exists(folder / kManifest, error)) {
    return fail(ErrorCode::not_found, given.string() + " is no evidence bundle: it has no " + kManifest,
                "`velox show ID --bundle DIR` writes one.");
  }
  const std::string text = VX_TRY(read_file(folder / kManifest));
  const Json manifest = VX_TRY(json::parse(text, kManifest));
  const Json& files = json::member(manifest, "files");
  if (json::string_or(manifest, "schema") != kSchema || !files.is_object())
    return fail(ErrorCode::invalid, std::string(kManifest) + " is not one of this version");
  VX_TRY(check_files(folder, files));
  const std::string stored = VX_TRY(read_file(folder / "patch.json"));
  const Json body = VX_TRY(json::parse(stored, "patch.json"));
  Bundle bundle{folder, VX_TRY(experiment::VerifiedPatch::from_json(body)), json::string_or(manifest, "velox")};
  const std::string before = VX_TRY(read_file(bundle.project() / bundle.patch.file()));
  if (before != bundle.patch.before())
    return fail(ErrorCode::invalid, "project/" + bundle.patch.file() + " is not the file that patch.json changes");
  return bundle;
}

}  // namespace velox::agents
