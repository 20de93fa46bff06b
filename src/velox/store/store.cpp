// SPDX-License-Identifier: Apache-2.0
// SOCI's exceptions stop in this file: every public function runs its body through `guarded`.
#include "velox/store/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "velox/base/clock.hpp"
#include "velox/base/descriptor.hpp"
#include "velox/base/text.hpp"
#include "velox/store/schema.hpp"

namespace velox::store {

namespace {

Error store_error(const std::exception& error, const fs::path& file) {
  const std::string text = error.what();
  const bool damaged = text.find("not a database") != std::string::npos || text.find("malformed") != std::string::npos;
  if (damaged) {
    return Error(ErrorCode::invalid, file.string() + " is not a readable Velox database: " + text,
                 "Move the file away to start a new one; source files are not affected.");
  }
  return Error(ErrorCode::io, "cannot use " + file.string() + ": " + text,
               "Check free space and write permission of the .velox folder.");
}

PatchState patch_state(const std::string& name) {
  if (name == "applied") return PatchState::applied;
  if (name == "rolled_back") return PatchState::rolled_back;
  return PatchState::verified;
}

constexpr const char* kRunColumns =
    "id, started_at, status, target, python, seed, budget_s, elapsed_s, accepted, tried, result";
constexpr const char* kExperimentColumns =
    "run, candidate, unit, strategy, line, verdict, reason, pairs, seconds, body";
constexpr const char* kPatchColumns = "id, run, position, unit, file, state, created_at, body, summary";
constexpr const char* kCaseColumns =
    "run, unit, at, strategy, verdict, gain, seconds, expected_saving, python, machine, size_class, vector, "
    "vector_version";

constexpr const char* kEpisodeColumns = "run, unit, policy, reward, body";

RunRecord read_run(const soci::row& row) {
  RunRecord run;
  run.id = row.get<std::string>(0);
  run.started_at = row.get<std::string>(1);
  run.status = row.get<std::string>(2);
  run.target = row.get<std::string>(3);
  run.python = row.get<std::string>(4);
  run.seed = std::stoull(row.get<std::string>(5));
  run.budget_s = row.get<double>(6);
  run.elapsed_s = row.get<double>(7);
  run.accepted = row.get<int>(8);
  run.tried = row.get<int>(9);
  run.result = row.get<std::string>(10);
  return run;
}

ExperimentRecord read_experiment(const soci::row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3),
          row.get<int>(4),         row.get<std::string>(5), row.get<std::string>(6), row.get<int>(7),
          row.get<double>(8),      row.get<std::string>(9)};
}

PatchRecord read_patch(const soci::row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<int>(2),
          row.get<std::string>(3), row.get<std::string>(4), patch_state(row.get<std::string>(5)),
          row.get<std::string>(6), row.get<std::string>(7), row.get<std::string>(8)};
}

EpisodeRecord read_episode(const soci::row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<double>(3),
          row.get<std::string>(4)};
}

model::Case read_case(const soci::row& row) {
  model::Case known;
  known.run = row.get<std::string>(0);
  known.unit = row.get<std::string>(1);
  known.at = row.get<std::string>(2);
  known.strategy = row.get<std::string>(3);
  known.verdict = model::verdict_kind(row.get<std::string>(4)).value_or(model::VerdictKind::failed);
  known.gain = row.get<double>(5);
  known.seconds = row.get<double>(6);
  known.expected_saving = row.get<double>(7);
  known.python = row.get<std::string>(8);
  known.machine = row.get<std::string>(9);
  known.size_class = row.get<int>(10);
  known.vector = row.get<std::string>(11);
  known.vector_version = row.get<int>(12);
  return known;
}

// Ids are hex digits; anything else in a prefix cannot match and must not act as a wildcard.
std::string like_prefix(const std::string& prefix) {
  for (const char c : prefix) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return "-";
  }
  return prefix + "%";
}

void migrate(soci::session& sql, int from) {
  for (std::size_t version = static_cast<std::size_t>(from); version < kMigrations.size(); ++version) {
    soci::transaction change(sql);
    for (const std::string& statement : text::split(kMigrations[version], ';')) {
      if (!text::trim(statement).empty()) sql << statement;
    }
    sql << "DELETE FROM schema_version";
    sql << "INSERT INTO schema_version (version) VALUES (" << static_cast<int>(version + 1) << ")";
    change.commit();
  }
}

}  // namespace

const char* to_string(PatchState state) {
  switch (state) {
    case PatchState::verified: return "verified";
    case PatchState::applied: return "applied";
    case PatchState::rolled_back: return "rolled_back";
  }
  return "verified";
}

struct Store::State {
  fs::path file;
  soci::session sql;

  template <typename Body>
  auto guarded(Body&& body) -> Result<decltype(body())> {
    try {
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        return {};
      } else {
        return body();
      }
    } catch (const std::exception& error) {
      return std::unexpected(store_error(error, file));
    }
  }

  template <typename Record, typename Read>
  std::vector<Record> rows(soci::rowset<soci::row> set, Read read) {
    std::vector<Record> records;
    for (const soci::row& row : set) records.push_back(read(row));
    return records;
  }
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const fs::path& file) {
  auto state = std::make_unique<State>();
  state->file = file;
  State* s = state.get();
  // A connection string has no way to write a quote, and folders may have any name: SQLite is shown the folder as an open
  // descriptor, whose link it follows.
  const Descriptor folder(::open(file.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return fail(ErrorCode::io, "cannot open the folder '" + file.parent_path().string() + "'");
  const std::string name = fmt::format("/proc/self/fd/{}/{}", folder.get(), file.filename().string());
  const auto version = s->guarded([&] {
    s->sql.open(soci::sqlite3, "db=" + name + " timeout=10");
    std::string mode;
    s->sql << "PRAGMA journal_mode=WAL", soci::into(mode);
    s->sql << "PRAGMA synchronous=FULL";
    s->sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
    int found = 0;
    soci::indicator indicator{};
    s->sql << "SELECT MAX(version) FROM schema_version", soci::into(found, indicator);
    return indicator == soci::i_null ? 0 : found;
  });
  if (!version) return std::unexpected(version.error());
  if (*version > static_cast<int>(kMigrations.size())) {
    return fail(ErrorCode::unsupported,
                file.string() + " was written by a newer Velox (schema " + std::to_string(*version) +
                    ", this one knows " + std::to_string(kMigrations.size()) + ")",
                "Update Velox, or move the file away to start anew.");
  }
  VX_TRY(s->guarded([&] { migrate(s->sql, *version); }));
  return std::unique_ptr<Store>(new Store(std::move(state)));
}

Result<void> Store::put_run(const RunRecord& run) {
  return state_->guarded([&] {
    const std::string seed = std::to_string(run.seed);
    soci::transaction change(state_->sql);
    state_->sql << "DELETE FROM runs WHERE id = :id", soci::use(run.id);
    state_->sql
        << "INSERT INTO runs (" << kRunColumns
        << ") VALUES (:id, :at, :status, :target, :python, :seed, :budget, :elapsed, :accepted, :tried, :result)",
        soci::use(run.id), soci::use(run.started_at), soci::use(run.status), soci::use(run.target),
        soci::use(run.python), soci::use(seed), soci::use(run.budget_s), soci::use(run.elapsed_s),
        soci::use(run.accepted), soci::use(run.tried), soci::use(run.result);
    change.commit();
  });
}

Result<std::optional<RunRecord>> Store::run(const std::string& id_prefix) {
  return state_->guarded([&]() -> std::optional<RunRecord> {
    const std::string pattern = like_prefix(id_prefix);
    const auto found = state_->rows<RunRecord>(
        (state_->sql.prepare << "SELECT " << kRunColumns
                             << " FROM runs WHERE id LIKE :pattern ORDER BY started_at DESC LIMIT 1",
         soci::use(pattern)),
        read_run);
    if (found.empty()) return std::nullopt;
    return found.front();
  });
}

Result<std::vector<RunRecord>> Store::runs(int limit) {
  return state_->guarded([&] {
    return state_->rows<RunRecord>(
        (state_->sql.prepare << "SELECT " << kRunColumns << " FROM runs ORDER BY started_at DESC, rowid DESC LIMIT :n",
         soci::use(limit)),
        read_run);
  });
}

Result<void> Store::mark_interrupted() {
  return state_->guarded([&] { state_->sql << "UPDATE runs SET status = 'interrupted' WHERE status = 'running'"; });
}

Result<void> Store::add_experiment(const ExperimentRecord& e) {
  return state_->guarded([&] {
    state_->sql
        << "INSERT INTO experiments (" << kExperimentColumns
        << ", position) VALUES (:run, :candidate, :unit, :strategy, :line, :verdict, :reason, :pairs, :seconds, "
           ":body, (SELECT COUNT(*) FROM experiments WHERE run = :run2))",
        soci::use(e.run), soci::use(e.candidate), soci::use(e.unit), soci::use(e.strategy), soci::use(e.line),
        soci::use(e.verdict), soci::use(e.reason), soci::use(e.pairs), soci::use(e.seconds), soci::use(e.body),
        soci::use(e.run);
  });
}

Result<std::vector<ExperimentRecord>> Store::experiments(const std::string& run) {
  return state_->guarded([&] {
    return state_->rows<ExperimentRecord>(
        (state_->sql.prepare << "SELECT " << kExperimentColumns
                             << " FROM experiments WHERE run = :run ORDER BY position",
         soci::use(run)),
        read_experiment);
  });
}

Result<std::vector<ExperimentRecord>> Store::experiments_by_candidate(const std::string& prefix) {
  return state_->guarded([&] {
    const std::string pattern = like_prefix(prefix);
    return state_->rows<ExperimentRecord>(
        (state_->sql.prepare << "SELECT " << kExperimentColumns
                             << " FROM experiments WHERE candidate LIKE :pattern ORDER BY rowid DESC LIMIT 20",
         soci::use(pattern)),
        read_experiment);
  });
}

Result<void> Store::put_patch(const PatchRecord& patch) {
  return state_->guarded([&] {
    const std::string state = to_string(patch.state);
    soci::transaction change(state_->sql);
    state_->sql << "DELETE FROM patches WHERE id = :id", soci::use(patch.id);
    state_->sql << "INSERT INTO patches (" << kPatchColumns
                << ") VALUES (:id, :run, :position, :unit, :file, :state, :at, :body, :summary)",
        soci::use(patch.id), soci::use(patch.run), soci::use(patch.position), soci::use(patch.unit),
        soci::use(patch.file), soci::use(state), soci::use(patch.created_at), soci::use(patch.body),
        soci::use(patch.summary);
    change.commit();
  });
}

Result<std::optional<PatchRecord>> Store::patch(const std::string& id_prefix) {
  auto found = state_->guarded([&] {
    const std::string pattern = like_prefix(id_prefix);
    return state_->rows<PatchRecord>(
        (state_->sql.prepare << "SELECT " << kPatchColumns << " FROM patches WHERE id LIKE :pattern LIMIT 3",
         soci::use(pattern)),
        read_patch);
  });
  if (!found) return std::unexpected(found.error());
  if (found->size() > 1) {
    return fail(ErrorCode::invalid, "'" + id_prefix + "' is the start of more than one patch id",
                "Give more digits; `velox history` lists the ids.");
  }
  if (found->empty()) return std::optional<PatchRecord>();
  return std::optional<PatchRecord>(found->front());
}

Result<std::vector<PatchRecord>> Store::patches(const std::string& run) {
  return state_->guarded([&] {
    return state_->rows<PatchRecord>(
        (state_->sql.prepare << "SELECT " << kPatchColumns << " FROM patches WHERE run = :run ORDER BY position",
         soci::use(run)),
        read_patch);
  });
}

Result<std::vector<PatchRecord>> Store::patches_in_state(PatchState wanted) {
  return state_->guarded([&] {
    const std::string state = to_string(wanted);
    return state_->rows<PatchRecord>(
        (state_->sql.prepare << "SELECT " << kPatchColumns
                             << " FROM patches WHERE state = :state ORDER BY created_at DESC, position DESC",
         soci::use(state)),
        read_patch);
  });
}

Result<void> Store::set_patch_state(const std::string& id, PatchState wanted) {
  return state_->guarded([&] {
    const std::string state = to_string(wanted);
    state_->sql << "UPDATE patches SET state = :state WHERE id = :id", soci::use(state), soci::use(id);
  });
}

Result<void> Store::add_episode(const EpisodeRecord& e) {
  return state_->guarded([&] {
    state_->sql
        << "INSERT INTO episodes (run, unit, policy, reward, body) VALUES (:run, :unit, :policy, :reward, :body)",
        soci::use(e.run), soci::use(e.unit), soci::use(e.policy), soci::use(e.reward), soci::use(e.body);
  });
}

Result<std::vector<EpisodeRecord>> Store::episodes(const std::string& run) {
  return state_->guarded([&] {
    return state_->rows<EpisodeRecord>(
        (state_->sql.prepare << "SELECT " << kEpisodeColumns << " FROM episodes WHERE run = :run ORDER BY rowid",
         soci::use(run)),
        read_episode);
  });
}

Result<std::vector<EpisodeRecord>> Store::all_episodes() {
  return state_->guarded([&] {
    return state_->rows<EpisodeRecord>(
        (state_->sql.prepare << "SELECT " << kEpisodeColumns << " FROM episodes ORDER BY rowid"), read_episode);
  });
}

Result<std::int64_t> Store::count_episodes(const std::string& beginning) {
  return state_->guarded([&]() -> std::int64_t {
    long long count = 0;
    const int length = static_cast<int>(beginning.size());
    state_->sql << "SELECT COUNT(*) FROM episodes WHERE SUBSTR(body, 1, :length) = :beginning", soci::use(length),
        soci::use(beginning), soci::into(count);
    return count;
  });
}

Result<void> Store::add_cases(const std::vector<model::Case>& cases) {
  return state_->guarded([&] {
    soci::transaction change(state_->sql);
    for (const model::Case& c : cases) {
      const std::string verdict = model::to_string(c.verdict);
      state_->sql << "INSERT INTO cases (" << kCaseColumns
                  << ") VALUES (:run, :unit, :at, :strategy, :verdict, :gain, :seconds, :expected, :python, :machine, "
                     ":size, :vector, :version)",
          soci::use(c.run), soci::use(c.unit), soci::use(c.at), soci::use(c.strategy), soci::use(verdict),
          soci::use(c.gain), soci::use(c.seconds), soci::use(c.expected_saving), soci::use(c.python),
          soci::use(c.machine), soci::use(c.size_class), soci::use(c.vector), soci::use(c.vector_version);
    }
    change.commit();
  });
}

Result<std::vector<model::Case>> Store::cases() {
  return state_->guarded([&] {
    return state_->rows<model::Case>((state_->sql.prepare << "SELECT " << kCaseColumns << " FROM cases ORDER BY rowid"),
                                     read_case);
  });
}

Result<std::int64_t> Store::begin_ledger(const LedgerRecord& e) {
  return state_->guarded([&]() -> std::int64_t {
    soci::transaction change(state_->sql);
    long long id = 0;
    state_->sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM ledger", soci::into(id);
    state_->sql << "INSERT INTO ledger (id, patch, action, file, from_sha, to_sha, at, done) "
                   "VALUES (:id, :patch, :action, :file, :from_sha, :to_sha, :at, 0)",
        soci::use(id), soci::use(e.patch), soci::use(e.action), soci::use(e.file), soci::use(e.from_sha),
        soci::use(e.to_sha), soci::use(e.at);
    change.commit();
    return id;
  });
}

Result<void> Store::finish_ledger(std::int64_t id, const std::string& patch, PatchState wanted) {
  return state_->guarded([&] {
    const std::string state = to_string(wanted);
    const long long entry = id;
    soci::transaction change(state_->sql);
    state_->sql << "UPDATE ledger SET done = 1 WHERE id = :id", soci::use(entry);
    state_->sql << "UPDATE patches SET state = :state WHERE id = :id", soci::use(state), soci::use(patch);
    change.commit();
  });
}

Result<void> Store::drop_ledger(std::int64_t id) {
  return state_->guarded([&] {
    const long long entry = id;
    state_->sql << "DELETE FROM ledger WHERE id = :id", soci::use(entry);
  });
}

Result<std::vector<LedgerRecord>> Store::unfinished_ledger() {
  return state_->guarded([&] {
    return state_->rows<LedgerRecord>(
        (state_->sql.prepare << "SELECT CAST(id AS TEXT), patch, action, file, from_sha, to_sha, at FROM ledger "
                                "WHERE done = 0 ORDER BY id"),
        [](const soci::row& row) {
          return LedgerRecord{std::stoll(row.get<std::string>(0)),
                              row.get<std::string>(1),
                              row.get<std::string>(2),
                              row.get<std::string>(3),
                              row.get<std::string>(4),
                              row.get<std::string>(5),
                              row.get<std::string>(6),
                              false};
        });
  });
}

}  // namespace velox::store
