// SPDX-License-Identifier: Apache-2.0
// Runs every program of tests/sandbox_cases on every back end that this machine has. A program says in its first comments
// what it tries, under which limits, and how it must end:
//   # LIMIT: wall=0.5 memory=256M     # EXPECT: kind|kind    # EXPECT bwrap: kind   # REASON: part of the reason
//   # OUT: part of the output         # NOT-OUT: must not be there                  # SKIP none: why
// After each case the host is looked at: the real project and the victim's files are as before, nobody connected to our
// servers, and no process of the case is left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include "velox/base/descriptor.hpp"
#include "velox/base/text.hpp"
#include "velox/sandbox/landlock_rules.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::sandbox {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Case {
  fs::path file;
  BackendChoice backend = BackendChoice::none;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.file.filename().string(); }

const char* name_of(BackendChoice backend) {
  switch (backend) {
    case BackendChoice::bwrap: return "bwrap";
    case BackendChoice::landlock: return "landlock";
    default: return "none";
  }
}

// The "# KEY: value" lines; a value for one back end ("EXPECT bwrap") wins over the general one.
std::map<std::string, std::string> directives(const fs::path& file) {
  std::map<std::string, std::string> found;
  for (const auto& line : text::split(read_file(file).value_or(""), '\n')) {
    const auto colon = line.find(": ");
    if (line.starts_with("# ") && colon != std::string::npos)
      found.emplace(line.substr(2, colon - 2), line.substr(colon + 2));
  }
  return found;
}

std::string for_backend(const std::map<std::string, std::string>& lines, const std::string& key,
                        BackendChoice backend) {
  const auto special = lines.find(key + " " + name_of(backend));
  if (special != lines.end()) return special->second;
  const auto general = lines.find(key);
  return general == lines.end() ? std::string() : general->second;
}

Limits limits_of(const std::string& text) {
  Limits limits;
  limits.wall_s = 20;
  limits.cpu_s = 10;
  limits.memory_bytes = 1ULL << 30;
  for (const auto& word : text::split(text, ' ')) {
    const auto equals = word.find('=');
    if (equals == std::string::npos) continue;
    const std::string key = word.substr(0, equals), value = word.substr(equals + 1);
    const double factor = value.ends_with('M') ? 1 << 20 : value.ends_with('K') ? 1 << 10 : 1;
    const double number = std::strtod(value.c_str(), nullptr) * factor;
    if (key == "wall")
      limits.wall_s = number;
    else if (key == "cpu")
      limits.cpu_s = number;
    else if (key == "memory")
      limits.memory_bytes = static_cast<std::uint64_t>(number);
    else if (key == "file")
      limits.file_bytes = static_cast<std::uint64_t>(number);
    else if (key == "output")
      limits.output_bytes = static_cast<std::uint64_t>(number);
    else if (key == "processes")
      limits.processes = static_cast<unsigned>(number);
    else if (key == "files")
      limits.open_files = static_cast<unsigned>(number);
    else
      ADD_FAILURE() << "unknown limit " << key;
  }
  return limits;
}

std::string hex(const std::string& bytes) {
  std::string out;
  for (const unsigned char c : bytes) {
    out += "0123456789abcdef"[c >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

Descriptor listen_on_tcp(int& port) {
  Descriptor server(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(server.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::listen(server.get(), 4), 0);
  EXPECT_EQ(::getsockname(server.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  port = ntohs(address.sin_port);
  return server;
}

Descriptor listen_on_path(const fs::path& path) {
  Descriptor server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::copy_n(path.c_str(), path.string().size() + 1, address.sun_path);
  EXPECT_EQ(::bind(server.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(::listen(server.get(), 4), 0);
  return server;
}

// Processes whose environment holds the mark.
std::vector<std::string> processes_with(const std::string& mark) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const auto environment = read_file(entry.path() / "environ");
    if (environment && environment->find(mark) != std::string::npos) found.push_back(entry.path().filename());
  }
  return found;
}

class SandboxCasesTest : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    ::setenv("VX_SECRET", "SECRET-IN-ENV", 1);
    project_.emplace(std::move(*TempDir::create("project-")));
    victim_.emplace(std::move(*TempDir::create("victim-")));
    fs::create_directories(victim_->path() / ".ssh");
    fs::create_directories(project_->path() / ".velox");
    for (const auto& [path, bytes] : originals()) ASSERT_TRUE(write_file_atomic(path, bytes));
    tcp_ = listen_on_tcp(port_);
    local_ = listen_on_path(victim_->path() / "service.sock");
  }

  std::map<fs::path, std::string> originals() const {
    return {{project_->path() / "data.txt", "original"},
            {project_->path() / "pkg.py", "x = 1"},
            {project_->path() / ".velox/store.db", "ours"},
            {victim_->path() / ".ssh/id_rsa", "PRIVATE-KEY"},
            {victim_->path() / "precious.txt", "precious"}};
  }

  Job job(const ProjectView& view, const Limits& limits) const {
    Job made;
    made.argv = {"/usr/bin/python3", GetParam().file.string()};
    made.env = {
        {"VX_PROJECT", project_->path()},   {"VX_PROJECT_HEX", hex(project_->path())},   {"VX_VICTIM", victim_->path()},
        {"VX_PORT", std::to_string(port_)}, {"VX_TEST_PID", std::to_string(::getpid())}, {"VX_MARK", mark()}};
    made.cwd = project_->path();
    made.view = &view;
    made.policy.limits = limits;
    made.policy.readable = {GetParam().file};
    return made;
  }

  std::string mark() const { return "mark-" + project_->path().filename().string(); }

  void expect_host_unharmed() const {
    for (const auto& [path, bytes] : originals()) EXPECT_EQ(read_file(path).value_or("<missing>"), bytes) << path;
    EXPECT_LT(::accept(tcp_.get(), nullptr, nullptr), 0) << "somebody connected over TCP";
    EXPECT_LT(::accept(local_.get(), nullptr, nullptr), 0) << "somebody connected to the local socket";
    std::vector<std::string> left;
    for (int i = 0; i < 100 && !(left = processes_with(mark())).empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_THAT(left, ::testing::IsEmpty());
  }

  // One sandbox per back end for all cases: making one starts a trial program.
  static const Result<std::unique_ptr<Sandbox>>& sandbox_for(BackendChoice backend) {
    auto& made = sandboxes();
    auto found = made.find(backend);
    if (found == made.end()) found = made.emplace(backend, Sandbox::create(backend)).first;
    return found->second;
  }
  static std::map<BackendChoice, Result<std::unique_ptr<Sandbox>>>& sandboxes() {
    static std::map<BackendChoice, Result<std::unique_ptr<Sandbox>>> all;
    return all;
  }
  static void TearDownTestSuite() { sandboxes().clear(); }

  std::optional<TempDir> project_, victim_;
  Descriptor tcp_, local_;
  int port_ = 0;
};

TEST_P(SandboxCasesTest, EndsAsExpected) {
  const auto lines = directives(GetParam().file);
  const BackendChoice backend = GetParam().backend;
  const std::string skip = std::string("SKIP ") + name_of(backend);
  if (lines.contains(skip)) GTEST_SKIP() << lines.at(skip);
  if (backend == BackendChoice::landlock && lines.contains("NEEDS landlock") && landlock_version() < 6)
    GTEST_SKIP() << "the kernel's Landlock is too old: " << lines.at("NEEDS landlock");
  const auto& sandbox = sandbox_for(backend);
  if (!sandbox) GTEST_SKIP() << sandbox.error().describe();
  const auto view = ProjectView::create(project_->path(), {});
  ASSERT_TRUE(view) << view.error().describe();

  const auto outcome = (*sandbox)->run(job(*view, limits_of(for_backend(lines, "LIMIT", backend))));
  ASSERT_TRUE(outcome) << outcome.error().describe();
  const std::string shown = std::string(to_string(outcome->kind)) + ", " + outcome->reason + "\n" +
                            text::tail_lines(outcome->out, 5) + "\n" + text::tail_lines(outcome->err, 5);
  const auto kinds = text::split(for_backend(lines, "EXPECT", backend), '|');
  EXPECT_THAT(kinds, ::testing::Contains(std::string(to_string(outcome->kind)))) << shown;
  EXPECT_THAT(outcome->reason, HasSubstr(for_backend(lines, "REASON", backend))) << shown;
  EXPECT_THAT(outcome->out, HasSubstr(for_backend(lines, "OUT", backend))) << shown;
  EXPECT_THAT(outcome->err, HasSubstr(for_backend(lines, "ERR", backend))) << shown;
  if (const auto forbidden = for_backend(lines, "NOT-OUT", backend); !forbidden.empty()) {
    EXPECT_THAT(outcome->out + outcome->err, Not(HasSubstr(forbidden)));
  }
  expect_host_unharmed();
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(VX_SOURCE_DIR) / "tests/sandbox_cases", error)) {
    if (entry.path().extension() != ".py") continue;
    for (const auto backend : {BackendChoice::bwrap, BackendChoice::landlock, BackendChoice::none})
      cases.push_back({entry.path(), backend});
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return std::pair(a.file, a.backend) < std::pair(b.file, b.backend); });
  return cases;
}

std::string case_name(const ::testing::TestParamInfo<Case>& param) {
  return param.param.file.stem().string() + "_" + name_of(param.param.backend);
}
INSTANTIATE_TEST_SUITE_P(Cases, SandboxCasesTest, ::testing::ValuesIn(all_cases()), case_name);

}  // namespace
}  // namespace velox::sandbox
