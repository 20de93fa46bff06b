// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/wire.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace velox::experiment {
namespace {

class WireTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, fds_), 0); }
  void TearDown() override {
    for (const int fd : fds_) {
      if (fd >= 0) close(fd);
    }
  }
  void raw(std::string_view bytes) const {
    ASSERT_EQ(write(fds_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  int fds_[2] = {-1, -1};
};

TEST_F(WireTest, RoundTripsJsonAndBytes) {
  std::string big(3 << 20, 'x');
  big += std::string("\0\xff", 2);
  std::thread peer([&] {
    Wire other(fds_[1]);
    const auto frame = other.receive(Deadline::after(5));
    ASSERT_TRUE(frame);
    EXPECT_EQ(json::string_or(frame->json, "op"), "echo");
    ASSERT_TRUE(other.send({{"id", frame->json["id"]}, {"ok", true}, {"n", 7}}, frame->blob, Deadline::after(5)));
  });
  Wire wire(fds_[0]);
  const auto answer = wire.request({{"op", "echo"}}, big, Deadline::after(5));
  peer.join();
  ASSERT_TRUE(answer);
  EXPECT_EQ(json::integer_or(answer->json, "n"), 7);
  EXPECT_EQ(answer->blob, big);
}

TEST_F(WireTest, NeverBelievesALength) {
  raw(std::string("\xff\xff\xff\x7f\x00\x00\x00\x00", 8));
  Wire wire(fds_[0]);
  const auto frame = wire.receive(Deadline::after(1));
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().kind, FaultKind::malformed);
}

TEST_F(WireTest, SilenceIsATimeout) {
  Wire wire(fds_[0]);
  const auto frame = wire.receive(Deadline::after(0.05));
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().kind, FaultKind::timed_out);
}

TEST_F(WireTest, HalfAFrameAndAnEndIsClosed) {
  raw(std::string("\x10\x00\x00\x00\x00\x00\x00\x00{", 9));
  close(fds_[1]);
  fds_[1] = -1;
  Wire wire(fds_[0]);
  const auto frame = wire.receive(Deadline::after(1));
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().kind, FaultKind::closed);
}

TEST_F(WireTest, RefusesNonsenseAndForeignAnswers) {
  raw(std::string("\x02\x00\x00\x00\x00\x00\x00\x00[]", 10));
  Wire wire(fds_[0]);
  EXPECT_EQ(wire.receive(Deadline::after(1)).error().kind, FaultKind::malformed);
  raw(std::string("\x13\x00\x00\x00\x00\x00\x00\x00{\"id\":99,\"ok\":true}", 8 + 19));
  const auto answer = wire.request({{"op", "run"}}, "", Deadline::after(1));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, FaultKind::malformed);
  EXPECT_EQ(wire.request({{"op", "run"}}, "", Deadline::after(1)).error().text, "the worker is gone");
}

TEST_F(WireTest, TellsWhyTheWorkerRefused) {
  const std::string text = R"({"id":1,"ok":false,"error":{"kind":"input","text":"cannot unpickle"}})";
  std::string head("\0\0\0\0\0\0\0\0", 8);
  head[0] = static_cast<char>(text.size());
  raw(head + text);
  Wire wire(fds_[0]);
  const auto answer = wire.request({{"op", "put"}}, "", Deadline::after(1));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, FaultKind::refused);
  EXPECT_EQ(answer.error().worker_kind, "input");
  EXPECT_EQ(answer.error().text, "cannot unpickle");
}

TEST_F(WireTest, CanBeCancelled) {
  CancelToken cancel;
  cancel.cancel();
  Wire wire(fds_[0], &cancel);
  EXPECT_EQ(wire.receive(Deadline::after(5)).error().kind, FaultKind::cancelled);
}

}  // namespace
}  // namespace velox::experiment
